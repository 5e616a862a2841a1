# Drar om ett stickprov: python3 dragning.py lista.txt FRÖ SALT ANTAL   (frö och salt från redovisningen, se dragning.md)
import hashlib, sys, unicodedata
path, seed, salt, count = sys.argv[1], *("".join(each.split()).lower() for each in sys.argv[2:5])
def digest(text): return hashlib.sha256(text.encode("utf-8")).hexdigest()
with open(path, encoding="utf-8-sig") as file:
    cases = {" ".join(unicodedata.normalize("NFC", line).split()) for line in file} - {""}
print("Listans fingeravtryck", digest(salt + "\n" + "\n".join(sorted(cases))))
for case in sorted(cases, key=lambda each: (digest(seed + "\n" + each), each))[: int(count)]: print(case)
