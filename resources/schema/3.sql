CREATE TABLE committee (
    name TEXT NOT NULL,
    code TEXT NOT NULL,
    municipality TEXT NOT NULL,
    administration TEXT NOT NULL,
    accent TEXT NOT NULL,
    id TEXT NOT NULL,
    CONSTRAINT pk_committee PRIMARY KEY (id)
)
 STRICT;
CREATE TABLE picture (
    committee_id TEXT NOT NULL,
    use TEXT NOT NULL CONSTRAINT ck_picture_use CHECK ("use" IN ('figure', 'emblem')),
    media_type TEXT NOT NULL CONSTRAINT ck_picture_media_type CHECK ("media_type" IN ('image/png', 'image/jpeg')),
    data TEXT NOT NULL,
    id TEXT NOT NULL,
    CONSTRAINT pk_picture PRIMARY KEY (id),
    CONSTRAINT fk_picture_committee_id FOREIGN KEY(committee_id) REFERENCES committee (id) ON DELETE CASCADE
)
 STRICT;
CREATE INDEX ix_picture_committee_id ON picture (committee_id);
CREATE TABLE "plan" (
    committee_id TEXT NOT NULL,
    year INTEGER NOT NULL CONSTRAINT ck_plan_year CHECK ("year" BETWEEN 1900 AND 2300),
    outlook_to INTEGER NOT NULL CONSTRAINT ck_plan_outlook_to CHECK ("outlook_to" BETWEEN 1900 AND 2300),
    id TEXT NOT NULL,
    CONSTRAINT pk_plan PRIMARY KEY (id),
    CONSTRAINT fk_plan_committee_id FOREIGN KEY(committee_id) REFERENCES committee (id) ON DELETE CASCADE
)
 STRICT;
CREATE INDEX ix_plan_committee_id ON "plan" (committee_id);
CREATE TABLE steering_document (
    committee_id TEXT NOT NULL,
    title TEXT NOT NULL,
    decided_by TEXT NOT NULL,
    valid_from INTEGER,
    valid_to INTEGER,
    "group" TEXT NOT NULL,
    id TEXT NOT NULL,
    CONSTRAINT pk_steering_document PRIMARY KEY (id),
    CONSTRAINT fk_steering_document_committee_id FOREIGN KEY(committee_id) REFERENCES committee (id) ON DELETE CASCADE
)
 STRICT;
CREATE INDEX ix_steering_document_committee_id ON steering_document (committee_id);
CREATE TABLE subcommittee (
    order_key TEXT NOT NULL,
    committee_id TEXT NOT NULL,
    name TEXT NOT NULL,
    id TEXT NOT NULL,
    CONSTRAINT pk_subcommittee PRIMARY KEY (id),
    CONSTRAINT fk_subcommittee_committee_id FOREIGN KEY(committee_id) REFERENCES committee (id) ON DELETE CASCADE
)
 STRICT;
CREATE INDEX ix_subcommittee_committee_id ON subcommittee (committee_id);
CREATE TABLE assessment_area (
    order_key TEXT NOT NULL,
    plan_id TEXT NOT NULL,
    title TEXT NOT NULL,
    comment TEXT NOT NULL,
    origin_id TEXT,
    id TEXT NOT NULL,
    CONSTRAINT pk_assessment_area PRIMARY KEY (id),
    CONSTRAINT fk_assessment_area_plan_id FOREIGN KEY(plan_id) REFERENCES "plan" (id) ON DELETE CASCADE
)
 STRICT;
CREATE INDEX ix_assessment_area_plan_id ON assessment_area (plan_id);
CREATE TABLE budget_table (
    order_key TEXT NOT NULL,
    plan_id TEXT NOT NULL,
    title TEXT NOT NULL,
    unit TEXT NOT NULL CONSTRAINT ck_budget_table_unit CHECK ("unit" IN ('kr', 'tkr', 'mnkr')),
    decimals INTEGER NOT NULL CONSTRAINT ck_budget_table_decimals CHECK ("decimals" BETWEEN 0 AND 2),
    costs TEXT NOT NULL CONSTRAINT ck_budget_table_costs CHECK ("costs" IN ('negative', 'positive')),
    note TEXT NOT NULL,
    id TEXT NOT NULL,
    CONSTRAINT pk_budget_table PRIMARY KEY (id),
    CONSTRAINT fk_budget_table_plan_id FOREIGN KEY(plan_id) REFERENCES "plan" (id) ON DELETE CASCADE
)
 STRICT;
CREATE INDEX ix_budget_table_plan_id ON budget_table (plan_id);
CREATE TABLE indicator (
    plan_id TEXT NOT NULL,
    name TEXT NOT NULL,
    unit TEXT NOT NULL,
    decimals INTEGER,
    source TEXT NOT NULL,
    kolada_id TEXT NOT NULL,
    note TEXT NOT NULL,
    origin_id TEXT,
    id TEXT NOT NULL,
    CONSTRAINT pk_indicator PRIMARY KEY (id),
    CONSTRAINT fk_indicator_plan_id FOREIGN KEY(plan_id) REFERENCES "plan" (id) ON DELETE CASCADE
)
 STRICT;
CREATE INDEX ix_indicator_plan_id ON indicator (plan_id);
CREATE TABLE measure (
    plan_id TEXT NOT NULL,
    text TEXT NOT NULL,
    description TEXT NOT NULL,
    period TEXT NOT NULL,
    partners TEXT NOT NULL,
    responsible TEXT NOT NULL,
    effect TEXT NOT NULL,
    origin_id TEXT,
    id TEXT NOT NULL,
    CONSTRAINT pk_measure PRIMARY KEY (id),
    CONSTRAINT fk_measure_plan_id FOREIGN KEY(plan_id) REFERENCES "plan" (id) ON DELETE CASCADE
)
 STRICT;
CREATE INDEX ix_measure_plan_id ON measure (plan_id);
CREATE TABLE meeting (
    subcommittee_id TEXT NOT NULL,
    held_on TEXT CONSTRAINT ck_meeting_held_on CHECK ("held_on" GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
    kind TEXT NOT NULL CONSTRAINT ck_meeting_kind CHECK ("kind" IN ('ordinary', 'extra')),
    verifier TEXT NOT NULL,
    substitute TEXT NOT NULL,
    id TEXT NOT NULL,
    CONSTRAINT pk_meeting PRIMARY KEY (id),
    CONSTRAINT fk_meeting_subcommittee_id FOREIGN KEY(subcommittee_id) REFERENCES subcommittee (id) ON DELETE CASCADE
)
 STRICT;
CREATE INDEX ix_meeting_subcommittee_id ON meeting (subcommittee_id);
CREATE TABLE paper (
    order_key TEXT NOT NULL,
    plan_id TEXT NOT NULL,
    kind TEXT NOT NULL CONSTRAINT ck_paper_kind CHECK ("kind" IN ('operational_plan', 'internal_control_plan', 'cover_memo')),
    title TEXT NOT NULL,
    subtitle TEXT NOT NULL,
    registry_number TEXT NOT NULL,
    status TEXT NOT NULL CONSTRAINT ck_paper_status CHECK ("status" IN ('draft', 'proposed', 'decided')),
    version TEXT NOT NULL,
    dated TEXT CONSTRAINT ck_paper_dated CHECK ("dated" GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
    decided_on TEXT CONSTRAINT ck_paper_decided_on CHECK ("decided_on" GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
    paragraph TEXT NOT NULL,
    officers TEXT NOT NULL,
    replaces TEXT NOT NULL,
    recipient TEXT NOT NULL,
    document_kind TEXT NOT NULL,
    decided_by TEXT NOT NULL,
    document_owner TEXT NOT NULL,
    considered_on TEXT CONSTRAINT ck_paper_considered_on CHECK ("considered_on" GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
    id TEXT NOT NULL,
    CONSTRAINT pk_paper PRIMARY KEY (id),
    CONSTRAINT fk_paper_plan_id FOREIGN KEY(plan_id) REFERENCES "plan" (id) ON DELETE CASCADE
)
 STRICT;
CREATE INDEX ix_paper_plan_id ON paper (plan_id);
CREATE TABLE planning_model (
    plan_id TEXT NOT NULL,
    identifier TEXT NOT NULL,
    name TEXT NOT NULL,
    grant_word TEXT NOT NULL,
    measure_singular TEXT NOT NULL,
    measure_plural TEXT NOT NULL,
    measure_shape TEXT NOT NULL CONSTRAINT ck_planning_model_measure_shape CHECK ("measure_shape" IN ('table', 'bullets')),
    risk_threshold INTEGER NOT NULL,
    id TEXT NOT NULL,
    CONSTRAINT pk_planning_model PRIMARY KEY (id),
    CONSTRAINT fk_planning_model_plan_id FOREIGN KEY(plan_id) REFERENCES "plan" (id) ON DELETE CASCADE
)
 STRICT;
CREATE INDEX ix_planning_model_plan_id ON planning_model (plan_id);
CREATE TABLE verifier (
    order_key TEXT NOT NULL,
    subcommittee_id TEXT NOT NULL,
    name TEXT NOT NULL,
    role TEXT NOT NULL CONSTRAINT ck_verifier_role CHECK ("role" IN ('verifier', 'substitute')),
    id TEXT NOT NULL,
    CONSTRAINT pk_verifier PRIMARY KEY (id),
    CONSTRAINT fk_verifier_subcommittee_id FOREIGN KEY(subcommittee_id) REFERENCES subcommittee (id) ON DELETE CASCADE
)
 STRICT;
CREATE INDEX ix_verifier_subcommittee_id ON verifier (subcommittee_id);
CREATE TABLE assessment_criterion (
    order_key TEXT NOT NULL,
    area_id TEXT NOT NULL,
    text TEXT NOT NULL,
    grade INTEGER,
    origin_id TEXT,
    id TEXT NOT NULL,
    CONSTRAINT pk_assessment_criterion PRIMARY KEY (id),
    CONSTRAINT fk_assessment_criterion_area_id FOREIGN KEY(area_id) REFERENCES assessment_area (id) ON DELETE CASCADE
)
 STRICT;
CREATE INDEX ix_assessment_criterion_area_id ON assessment_criterion (area_id);
CREATE TABLE assessment_step (
    order_key TEXT NOT NULL,
    model_id TEXT NOT NULL,
    value INTEGER NOT NULL,
    wording TEXT NOT NULL,
    id TEXT NOT NULL,
    CONSTRAINT pk_assessment_step PRIMARY KEY (id),
    CONSTRAINT fk_assessment_step_model_id FOREIGN KEY(model_id) REFERENCES planning_model (id) ON DELETE CASCADE
)
 STRICT;
CREATE INDEX ix_assessment_step_model_id ON assessment_step (model_id);
CREATE TABLE attachment (
    order_key TEXT NOT NULL,
    paper_id TEXT NOT NULL,
    attached_paper_id TEXT,
    title TEXT NOT NULL,
    registry_number TEXT NOT NULL,
    id TEXT NOT NULL,
    CONSTRAINT pk_attachment PRIMARY KEY (id),
    CONSTRAINT fk_attachment_paper_id FOREIGN KEY(paper_id) REFERENCES paper (id) ON DELETE CASCADE,
    CONSTRAINT fk_attachment_attached_paper_id FOREIGN KEY(attached_paper_id) REFERENCES paper (id) ON DELETE SET NULL
)
 STRICT;
CREATE INDEX ix_attachment_attached_paper_id ON attachment (attached_paper_id);
CREATE INDEX ix_attachment_paper_id ON attachment (paper_id);
CREATE TABLE budget_row (
    order_key TEXT NOT NULL,
    table_id TEXT NOT NULL,
    kind TEXT NOT NULL CONSTRAINT ck_budget_row_kind CHECK ("kind" IN ('heading', 'amount', 'subtotal', 'total', 'balance', 'memo', 'group', 'quotient')),
    level INTEGER NOT NULL CONSTRAINT ck_budget_row_level CHECK ("level" BETWEEN 0 AND 6),
    label TEXT NOT NULL,
    code TEXT NOT NULL,
    unit TEXT NOT NULL CONSTRAINT ck_budget_row_unit CHECK ("unit" IN ('money', 'number')),
    decimals INTEGER,
    footnote TEXT NOT NULL,
    note TEXT NOT NULL,
    id TEXT NOT NULL,
    CONSTRAINT pk_budget_row PRIMARY KEY (id),
    CONSTRAINT fk_budget_row_table_id FOREIGN KEY(table_id) REFERENCES budget_table (id) ON DELETE CASCADE
)
 STRICT;
CREATE INDEX ix_budget_row_table_id ON budget_row (table_id);
CREATE TABLE comment_phrase (
    order_key TEXT NOT NULL,
    model_id TEXT NOT NULL,
    text TEXT NOT NULL,
    id TEXT NOT NULL,
    CONSTRAINT pk_comment_phrase PRIMARY KEY (id),
    CONSTRAINT fk_comment_phrase_model_id FOREIGN KEY(model_id) REFERENCES planning_model (id) ON DELETE CASCADE
)
 STRICT;
CREATE INDEX ix_comment_phrase_model_id ON comment_phrase (model_id);
CREATE TABLE control_area (
    order_key TEXT NOT NULL,
    model_id TEXT NOT NULL,
    title TEXT NOT NULL,
    id TEXT NOT NULL,
    CONSTRAINT pk_control_area PRIMARY KEY (id),
    CONSTRAINT fk_control_area_model_id FOREIGN KEY(model_id) REFERENCES planning_model (id) ON DELETE CASCADE
)
 STRICT;
CREATE INDEX ix_control_area_model_id ON control_area (model_id);
CREATE TABLE draw (
    meeting_id TEXT NOT NULL,
    category_title TEXT NOT NULL,
    made_at TEXT NOT NULL,
    made_by TEXT NOT NULL,
    rule TEXT NOT NULL,
    seed TEXT NOT NULL,
    salt TEXT NOT NULL,
    list_fingerprint TEXT NOT NULL,
    wanted INTEGER NOT NULL,
    reserves INTEGER NOT NULL,
    id TEXT NOT NULL,
    CONSTRAINT pk_draw PRIMARY KEY (id),
    CONSTRAINT fk_draw_meeting_id FOREIGN KEY(meeting_id) REFERENCES meeting (id) ON DELETE CASCADE
)
 STRICT;
CREATE INDEX ix_draw_meeting_id ON draw (meeting_id);
CREATE TABLE follow_up_period (
    order_key TEXT NOT NULL,
    model_id TEXT NOT NULL,
    title TEXT NOT NULL,
    month INTEGER NOT NULL CONSTRAINT ck_follow_up_period_month CHECK ("month" BETWEEN 1 AND 12),
    id TEXT NOT NULL,
    CONSTRAINT pk_follow_up_period PRIMARY KEY (id),
    CONSTRAINT fk_follow_up_period_model_id FOREIGN KEY(model_id) REFERENCES planning_model (id) ON DELETE CASCADE
)
 STRICT;
CREATE INDEX ix_follow_up_period_model_id ON follow_up_period (model_id);
CREATE TABLE indicator_part (
    order_key TEXT NOT NULL,
    indicator_id TEXT NOT NULL,
    letter TEXT NOT NULL,
    label TEXT NOT NULL,
    id TEXT NOT NULL,
    CONSTRAINT pk_indicator_part PRIMARY KEY (id),
    CONSTRAINT fk_indicator_part_indicator_id FOREIGN KEY(indicator_id) REFERENCES indicator (id) ON DELETE CASCADE
)
 STRICT;
CREATE INDEX ix_indicator_part_indicator_id ON indicator_part (indicator_id);
CREATE TABLE model_column (
    order_key TEXT NOT NULL,
    model_id TEXT NOT NULL,
    "table" TEXT NOT NULL CONSTRAINT ck_model_column_table CHECK ("table" IN ('measures', 'indicators', 'controls')),
    "key" TEXT NOT NULL,
    heading TEXT NOT NULL,
    "group" TEXT NOT NULL,
    width INTEGER NOT NULL,
    id TEXT NOT NULL,
    CONSTRAINT pk_model_column PRIMARY KEY (id),
    CONSTRAINT fk_model_column_model_id FOREIGN KEY(model_id) REFERENCES planning_model (id) ON DELETE CASCADE
)
 STRICT;
CREATE INDEX ix_model_column_model_id ON model_column (model_id);
CREATE TABLE result_level (
    order_key TEXT NOT NULL,
    model_id TEXT NOT NULL,
    wording TEXT NOT NULL,
    kind TEXT NOT NULL CONSTRAINT ck_result_level_kind CHECK ("kind" IN ('none', 'minor', 'remark')),
    id TEXT NOT NULL,
    CONSTRAINT pk_result_level PRIMARY KEY (id),
    CONSTRAINT fk_result_level_model_id FOREIGN KEY(model_id) REFERENCES planning_model (id) ON DELETE CASCADE
)
 STRICT;
CREATE INDEX ix_result_level_model_id ON result_level (model_id);
CREATE TABLE risk_class (
    order_key TEXT NOT NULL,
    model_id TEXT NOT NULL,
    wording TEXT NOT NULL,
    lowest INTEGER NOT NULL,
    id TEXT NOT NULL,
    CONSTRAINT pk_risk_class PRIMARY KEY (id),
    CONSTRAINT fk_risk_class_model_id FOREIGN KEY(model_id) REFERENCES planning_model (id) ON DELETE CASCADE
)
 STRICT;
CREATE INDEX ix_risk_class_model_id ON risk_class (model_id);
CREATE TABLE risk_level (
    order_key TEXT NOT NULL,
    model_id TEXT NOT NULL,
    axis TEXT NOT NULL CONSTRAINT ck_risk_level_axis CHECK ("axis" IN ('probability', 'consequence')),
    value INTEGER NOT NULL,
    wording TEXT NOT NULL,
    id TEXT NOT NULL,
    CONSTRAINT pk_risk_level PRIMARY KEY (id),
    CONSTRAINT fk_risk_level_model_id FOREIGN KEY(model_id) REFERENCES planning_model (id) ON DELETE CASCADE
)
 STRICT;
CREATE INDEX ix_risk_level_model_id ON risk_level (model_id);
CREATE TABLE section_kind (
    order_key TEXT NOT NULL,
    model_id TEXT NOT NULL,
    "key" TEXT NOT NULL,
    singular TEXT NOT NULL,
    plural TEXT NOT NULL,
    label TEXT NOT NULL,
    numbering TEXT NOT NULL CONSTRAINT ck_section_kind_numbering CHECK ("numbering" IN ('none', 'paper', 'parent', 'own')),
    counter TEXT NOT NULL,
    level INTEGER NOT NULL CONSTRAINT ck_section_kind_level CHECK ("level" BETWEEN 1 AND 3),
    under TEXT NOT NULL,
    id TEXT NOT NULL,
    CONSTRAINT pk_section_kind PRIMARY KEY (id),
    CONSTRAINT fk_section_kind_model_id FOREIGN KEY(model_id) REFERENCES planning_model (id) ON DELETE CASCADE
)
 STRICT;
CREATE INDEX ix_section_kind_model_id ON section_kind (model_id);
CREATE TABLE signature (
    order_key TEXT NOT NULL,
    paper_id TEXT NOT NULL,
    name TEXT NOT NULL,
    title TEXT NOT NULL,
    id TEXT NOT NULL,
    CONSTRAINT pk_signature PRIMARY KEY (id),
    CONSTRAINT fk_signature_paper_id FOREIGN KEY(paper_id) REFERENCES paper (id) ON DELETE CASCADE
)
 STRICT;
CREATE INDEX ix_signature_paper_id ON signature (paper_id);
CREATE TABLE spot_check_category (
    order_key TEXT NOT NULL,
    model_id TEXT NOT NULL,
    title TEXT NOT NULL,
    id TEXT NOT NULL,
    CONSTRAINT pk_spot_check_category PRIMARY KEY (id),
    CONSTRAINT fk_spot_check_category_model_id FOREIGN KEY(model_id) REFERENCES planning_model (id) ON DELETE CASCADE
)
 STRICT;
CREATE INDEX ix_spot_check_category_model_id ON spot_check_category (model_id);
CREATE TABLE standard_text (
    order_key TEXT NOT NULL,
    model_id TEXT NOT NULL,
    title TEXT NOT NULL,
    text TEXT NOT NULL,
    id TEXT NOT NULL,
    CONSTRAINT pk_standard_text PRIMARY KEY (id),
    CONSTRAINT fk_standard_text_model_id FOREIGN KEY(model_id) REFERENCES planning_model (id) ON DELETE CASCADE
)
 STRICT;
CREATE INDEX ix_standard_text_model_id ON standard_text (model_id);
CREATE TABLE steering_link (
    order_key TEXT NOT NULL,
    measure_id TEXT NOT NULL,
    steering_document_id TEXT NOT NULL,
    id TEXT NOT NULL,
    CONSTRAINT pk_steering_link PRIMARY KEY (id),
    CONSTRAINT fk_steering_link_measure_id FOREIGN KEY(measure_id) REFERENCES measure (id) ON DELETE CASCADE,
    CONSTRAINT fk_steering_link_steering_document_id FOREIGN KEY(steering_document_id) REFERENCES steering_document (id) ON DELETE CASCADE
)
 STRICT;
CREATE INDEX ix_steering_link_measure_id ON steering_link (measure_id);
CREATE INDEX ix_steering_link_steering_document_id ON steering_link (steering_document_id);
CREATE TABLE budget_check (
    order_key TEXT NOT NULL,
    plan_id TEXT NOT NULL,
    name TEXT NOT NULL,
    left_row_id TEXT,
    right_row_id TEXT,
    sign TEXT NOT NULL CONSTRAINT ck_budget_check_sign CHECK ("sign" IN ('plus', 'minus')),
    ore INTEGER NOT NULL,
    precision INTEGER NOT NULL CONSTRAINT ck_budget_check_precision CHECK ("precision" BETWEEN 1 AND 100000000),
    reason TEXT NOT NULL,
    id TEXT NOT NULL,
    CONSTRAINT pk_budget_check PRIMARY KEY (id),
    CONSTRAINT fk_budget_check_plan_id FOREIGN KEY(plan_id) REFERENCES "plan" (id) ON DELETE CASCADE,
    CONSTRAINT fk_budget_check_left_row_id FOREIGN KEY(left_row_id) REFERENCES budget_row (id) ON DELETE SET NULL,
    CONSTRAINT fk_budget_check_right_row_id FOREIGN KEY(right_row_id) REFERENCES budget_row (id) ON DELETE SET NULL
)
 STRICT;
CREATE INDEX ix_budget_check_left_row_id ON budget_check (left_row_id);
CREATE INDEX ix_budget_check_plan_id ON budget_check (plan_id);
CREATE INDEX ix_budget_check_right_row_id ON budget_check (right_row_id);
CREATE TABLE budget_column (
    order_key TEXT NOT NULL,
    table_id TEXT NOT NULL,
    heading TEXT NOT NULL,
    kind TEXT NOT NULL CONSTRAINT ck_budget_column_kind CHECK ("kind" IN ('accounts', 'budget', 'forecast', 'plan', 'other', 'text')),
    year INTEGER,
    formula TEXT NOT NULL CONSTRAINT ck_budget_column_formula CHECK ("formula" IN ('none', 'sum', 'percent', 'share')),
    share_row_id TEXT,
    decimals INTEGER,
    id TEXT NOT NULL,
    CONSTRAINT pk_budget_column PRIMARY KEY (id),
    CONSTRAINT fk_budget_column_table_id FOREIGN KEY(table_id) REFERENCES budget_table (id) ON DELETE CASCADE,
    CONSTRAINT fk_budget_column_share_row_id FOREIGN KEY(share_row_id) REFERENCES budget_row (id) ON DELETE SET NULL
)
 STRICT;
CREATE INDEX ix_budget_column_share_row_id ON budget_column (share_row_id);
CREATE INDEX ix_budget_column_table_id ON budget_column (table_id);
CREATE TABLE budget_row_term (
    order_key TEXT NOT NULL,
    row_id TEXT NOT NULL,
    term_id TEXT NOT NULL,
    role TEXT NOT NULL CONSTRAINT ck_budget_row_term_role CHECK ("role" IN ('plus', 'minus', 'divisor')),
    id TEXT NOT NULL,
    CONSTRAINT pk_budget_row_term PRIMARY KEY (id),
    CONSTRAINT fk_budget_row_term_row_id FOREIGN KEY(row_id) REFERENCES budget_row (id) ON DELETE CASCADE,
    CONSTRAINT fk_budget_row_term_term_id FOREIGN KEY(term_id) REFERENCES budget_row (id) ON DELETE CASCADE
)
 STRICT;
CREATE INDEX ix_budget_row_term_row_id ON budget_row_term (row_id);
CREATE INDEX ix_budget_row_term_term_id ON budget_row_term (term_id);
CREATE TABLE checklist_question (
    order_key TEXT NOT NULL,
    category_id TEXT NOT NULL,
    text TEXT NOT NULL,
    id TEXT NOT NULL,
    CONSTRAINT pk_checklist_question PRIMARY KEY (id),
    CONSTRAINT fk_checklist_question_category_id FOREIGN KEY(category_id) REFERENCES spot_check_category (id) ON DELETE CASCADE
)
 STRICT;
CREATE INDEX ix_checklist_question_category_id ON checklist_question (category_id);
CREATE TABLE draw_item (
    order_key TEXT NOT NULL,
    draw_id TEXT NOT NULL,
    reference TEXT NOT NULL,
    category TEXT NOT NULL,
    dated TEXT NOT NULL,
    unit TEXT NOT NULL,
    id TEXT NOT NULL,
    CONSTRAINT pk_draw_item PRIMARY KEY (id),
    CONSTRAINT fk_draw_item_draw_id FOREIGN KEY(draw_id) REFERENCES draw (id) ON DELETE CASCADE
)
 STRICT;
CREATE INDEX ix_draw_item_draw_id ON draw_item (draw_id);
CREATE TABLE indicator_value (
    part_id TEXT NOT NULL,
    "key" TEXT NOT NULL,
    text TEXT NOT NULL,
    id TEXT NOT NULL,
    CONSTRAINT pk_indicator_value PRIMARY KEY (id),
    CONSTRAINT fk_indicator_value_part_id FOREIGN KEY(part_id) REFERENCES indicator_part (id) ON DELETE CASCADE
)
 STRICT;
CREATE INDEX ix_indicator_value_part_id ON indicator_value (part_id);
CREATE TABLE risk (
    order_key TEXT NOT NULL,
    plan_id TEXT NOT NULL,
    area_id TEXT,
    description TEXT NOT NULL,
    process TEXT NOT NULL,
    routine TEXT NOT NULL,
    cause TEXT NOT NULL,
    effect TEXT NOT NULL,
    probability INTEGER,
    consequence INTEGER,
    stated_index INTEGER,
    responsible TEXT NOT NULL,
    treatment TEXT NOT NULL CONSTRAINT ck_risk_treatment CHECK ("treatment" IN ('', 'accept', 'reduce', 'transfer', 'avoid')),
    treatment_text TEXT NOT NULL,
    origin_id TEXT,
    id TEXT NOT NULL,
    CONSTRAINT pk_risk PRIMARY KEY (id),
    CONSTRAINT fk_risk_plan_id FOREIGN KEY(plan_id) REFERENCES "plan" (id) ON DELETE CASCADE,
    CONSTRAINT fk_risk_area_id FOREIGN KEY(area_id) REFERENCES control_area (id) ON DELETE SET NULL
)
 STRICT;
CREATE INDEX ix_risk_area_id ON risk (area_id);
CREATE INDEX ix_risk_plan_id ON risk (plan_id);
CREATE TABLE section (
    order_key TEXT NOT NULL,
    paper_id TEXT NOT NULL,
    parent_id TEXT,
    kind_id TEXT NOT NULL,
    number TEXT,
    title TEXT NOT NULL,
    partners TEXT NOT NULL,
    orientation TEXT NOT NULL CONSTRAINT ck_section_orientation CHECK ("orientation" IN ('automatic', 'portrait', 'landscape')),
    origin_id TEXT,
    id TEXT NOT NULL,
    CONSTRAINT pk_section PRIMARY KEY (id),
    CONSTRAINT fk_section_paper_id FOREIGN KEY(paper_id) REFERENCES paper (id) ON DELETE CASCADE,
    CONSTRAINT fk_section_parent_id FOREIGN KEY(parent_id) REFERENCES section (id) ON DELETE CASCADE,
    CONSTRAINT fk_section_kind_id FOREIGN KEY(kind_id) REFERENCES section_kind (id)
)
 STRICT;
CREATE INDEX ix_section_kind_id ON section (kind_id);
CREATE INDEX ix_section_paper_id ON section (paper_id);
CREATE INDEX ix_section_parent_id ON section (parent_id);
CREATE TABLE spot_check (
    meeting_id TEXT NOT NULL,
    category_id TEXT,
    category_title TEXT NOT NULL,
    verifier TEXT NOT NULL,
    recused TEXT NOT NULL,
    recusal TEXT NOT NULL,
    presenter TEXT NOT NULL,
    assessment TEXT NOT NULL CONSTRAINT ck_spot_check_assessment CHECK ("assessment" IN ('', 'no_remark', 'remark')),
    conclusion TEXT NOT NULL,
    fewer_reason TEXT NOT NULL,
    selection TEXT NOT NULL CONSTRAINT ck_spot_check_selection CHECK ("selection" IN ('', 'drawn', 'by_hand')),
    draw_id TEXT,
    signed_at TEXT,
    signed_by TEXT NOT NULL,
    signed_content TEXT,
    fingerprint TEXT NOT NULL,
    id TEXT NOT NULL,
    CONSTRAINT pk_spot_check PRIMARY KEY (id),
    CONSTRAINT fk_spot_check_meeting_id FOREIGN KEY(meeting_id) REFERENCES meeting (id) ON DELETE CASCADE,
    CONSTRAINT fk_spot_check_category_id FOREIGN KEY(category_id) REFERENCES spot_check_category (id) ON DELETE SET NULL,
    CONSTRAINT fk_spot_check_draw_id FOREIGN KEY(draw_id) REFERENCES draw (id) ON DELETE SET NULL
)
 STRICT;
CREATE INDEX ix_spot_check_category_id ON spot_check (category_id);
CREATE INDEX ix_spot_check_draw_id ON spot_check (draw_id);
CREATE INDEX ix_spot_check_meeting_id ON spot_check (meeting_id);
CREATE TABLE starting_block (
    order_key TEXT NOT NULL,
    kind_id TEXT NOT NULL,
    kind TEXT NOT NULL CONSTRAINT ck_starting_block_kind CHECK ("kind" IN ('text', 'measures', 'indicators', 'table', 'budget', 'controls', 'steering_documents', 'all_indicators', 'page_break', 'image', 'sources', 'attachments', 'signatures', 'self_assessment', 'chart', 'risk_matrix', 'risk_register')),
    title TEXT NOT NULL,
    text TEXT NOT NULL,
    columns TEXT NOT NULL,
    id TEXT NOT NULL,
    CONSTRAINT pk_starting_block PRIMARY KEY (id),
    CONSTRAINT fk_starting_block_kind_id FOREIGN KEY(kind_id) REFERENCES section_kind (id) ON DELETE CASCADE
)
 STRICT;
CREATE INDEX ix_starting_block_kind_id ON starting_block (kind_id);
CREATE TABLE block (
    order_key TEXT NOT NULL,
    section_id TEXT NOT NULL,
    kind TEXT NOT NULL CONSTRAINT ck_block_kind CHECK ("kind" IN ('text', 'measures', 'indicators', 'table', 'budget', 'controls', 'steering_documents', 'all_indicators', 'page_break', 'image', 'sources', 'attachments', 'signatures', 'self_assessment', 'chart', 'risk_matrix', 'risk_register')),
    title TEXT NOT NULL,
    text TEXT NOT NULL,
    note TEXT NOT NULL,
    budget_table_id TEXT,
    shape TEXT NOT NULL CONSTRAINT ck_block_shape CHECK ("shape" IN ('table', 'bullets')),
    control_kind TEXT NOT NULL CONSTRAINT ck_block_control_kind CHECK ("control_kind" IN ('', 'control', 'measure', 'audit')),
    picture_id TEXT,
    alternative TEXT NOT NULL,
    width INTEGER NOT NULL,
    id TEXT NOT NULL,
    CONSTRAINT pk_block PRIMARY KEY (id),
    CONSTRAINT fk_block_section_id FOREIGN KEY(section_id) REFERENCES section (id) ON DELETE CASCADE,
    CONSTRAINT fk_block_budget_table_id FOREIGN KEY(budget_table_id) REFERENCES budget_table (id) ON DELETE SET NULL,
    CONSTRAINT fk_block_picture_id FOREIGN KEY(picture_id) REFERENCES picture (id) ON DELETE SET NULL
)
 STRICT;
CREATE INDEX ix_block_budget_table_id ON block (budget_table_id);
CREATE INDEX ix_block_picture_id ON block (picture_id);
CREATE INDEX ix_block_section_id ON block (section_id);
CREATE TABLE budget_amount (
    row_id TEXT NOT NULL,
    column_id TEXT NOT NULL,
    ore INTEGER NOT NULL,
    precision INTEGER NOT NULL CONSTRAINT ck_budget_amount_precision CHECK ("precision" BETWEEN 1 AND 100000000),
    id TEXT NOT NULL,
    CONSTRAINT pk_budget_amount PRIMARY KEY (id),
    CONSTRAINT fk_budget_amount_row_id FOREIGN KEY(row_id) REFERENCES budget_row (id) ON DELETE CASCADE,
    CONSTRAINT fk_budget_amount_column_id FOREIGN KEY(column_id) REFERENCES budget_column (id) ON DELETE CASCADE
)
 STRICT;
CREATE INDEX ix_budget_amount_column_id ON budget_amount (column_id);
CREATE INDEX ix_budget_amount_row_id ON budget_amount (row_id);
CREATE TABLE budget_check_column (
    check_id TEXT NOT NULL,
    column_id TEXT NOT NULL,
    id TEXT NOT NULL,
    CONSTRAINT pk_budget_check_column PRIMARY KEY (id),
    CONSTRAINT fk_budget_check_column_check_id FOREIGN KEY(check_id) REFERENCES budget_check (id) ON DELETE CASCADE,
    CONSTRAINT fk_budget_check_column_column_id FOREIGN KEY(column_id) REFERENCES budget_column (id) ON DELETE CASCADE
)
 STRICT;
CREATE INDEX ix_budget_check_column_check_id ON budget_check_column (check_id);
CREATE INDEX ix_budget_check_column_column_id ON budget_check_column (column_id);
CREATE TABLE budget_column_term (
    order_key TEXT NOT NULL,
    column_id TEXT NOT NULL,
    term_id TEXT NOT NULL,
    sign TEXT NOT NULL CONSTRAINT ck_budget_column_term_sign CHECK ("sign" IN ('plus', 'minus')),
    id TEXT NOT NULL,
    CONSTRAINT pk_budget_column_term PRIMARY KEY (id),
    CONSTRAINT fk_budget_column_term_column_id FOREIGN KEY(column_id) REFERENCES budget_column (id) ON DELETE CASCADE,
    CONSTRAINT fk_budget_column_term_term_id FOREIGN KEY(term_id) REFERENCES budget_column (id) ON DELETE CASCADE
)
 STRICT;
CREATE INDEX ix_budget_column_term_column_id ON budget_column_term (column_id);
CREATE INDEX ix_budget_column_term_term_id ON budget_column_term (term_id);
CREATE TABLE budget_text (
    row_id TEXT NOT NULL,
    column_id TEXT NOT NULL,
    text TEXT NOT NULL,
    id TEXT NOT NULL,
    CONSTRAINT pk_budget_text PRIMARY KEY (id),
    CONSTRAINT fk_budget_text_row_id FOREIGN KEY(row_id) REFERENCES budget_row (id) ON DELETE CASCADE,
    CONSTRAINT fk_budget_text_column_id FOREIGN KEY(column_id) REFERENCES budget_column (id) ON DELETE CASCADE
)
 STRICT;
CREATE INDEX ix_budget_text_column_id ON budget_text (column_id);
CREATE INDEX ix_budget_text_row_id ON budget_text (row_id);
CREATE TABLE control (
    order_key TEXT NOT NULL,
    plan_id TEXT NOT NULL,
    area_id TEXT,
    risk_id TEXT NOT NULL,
    kind TEXT NOT NULL CONSTRAINT ck_control_kind CHECK ("kind" IN ('control', 'measure', 'audit')),
    activity TEXT NOT NULL,
    method TEXT NOT NULL,
    minimum_sample TEXT NOT NULL,
    sample_kind TEXT NOT NULL CONSTRAINT ck_control_sample_kind CHECK ("sample_kind" IN ('', 'number', 'percent', 'all')),
    sample_size INTEGER,
    frequency TEXT NOT NULL,
    nature TEXT NOT NULL CONSTRAINT ck_control_nature CHECK ("nature" IN ('', 'preventive', 'detecting')),
    reporting TEXT NOT NULL,
    responsible TEXT NOT NULL,
    source TEXT NOT NULL CONSTRAINT ck_control_source CHECK ("source" IN ('own', 'spot_checks')),
    origin_id TEXT,
    id TEXT NOT NULL,
    CONSTRAINT pk_control PRIMARY KEY (id),
    CONSTRAINT fk_control_plan_id FOREIGN KEY(plan_id) REFERENCES "plan" (id) ON DELETE CASCADE,
    CONSTRAINT fk_control_area_id FOREIGN KEY(area_id) REFERENCES control_area (id) ON DELETE SET NULL,
    CONSTRAINT fk_control_risk_id FOREIGN KEY(risk_id) REFERENCES risk (id) ON DELETE CASCADE
)
 STRICT;
CREATE INDEX ix_control_area_id ON control (area_id);
CREATE INDEX ix_control_plan_id ON control (plan_id);
CREATE INDEX ix_control_risk_id ON control (risk_id);
CREATE TABLE draw_omission (
    draw_id TEXT NOT NULL,
    item_id TEXT NOT NULL,
    reason TEXT NOT NULL,
    made_by TEXT NOT NULL,
    made_at TEXT NOT NULL,
    id TEXT NOT NULL,
    CONSTRAINT pk_draw_omission PRIMARY KEY (id),
    CONSTRAINT fk_draw_omission_draw_id FOREIGN KEY(draw_id) REFERENCES draw (id) ON DELETE CASCADE,
    CONSTRAINT fk_draw_omission_item_id FOREIGN KEY(item_id) REFERENCES draw_item (id) ON DELETE CASCADE
)
 STRICT;
CREATE INDEX ix_draw_omission_draw_id ON draw_omission (draw_id);
CREATE INDEX ix_draw_omission_item_id ON draw_omission (item_id);
CREATE TABLE risk_goal (
    risk_id TEXT NOT NULL,
    section_id TEXT NOT NULL,
    id TEXT NOT NULL,
    CONSTRAINT pk_risk_goal PRIMARY KEY (id),
    CONSTRAINT fk_risk_goal_risk_id FOREIGN KEY(risk_id) REFERENCES risk (id) ON DELETE CASCADE,
    CONSTRAINT fk_risk_goal_section_id FOREIGN KEY(section_id) REFERENCES section (id) ON DELETE CASCADE
)
 STRICT;
CREATE INDEX ix_risk_goal_risk_id ON risk_goal (risk_id);
CREATE INDEX ix_risk_goal_section_id ON risk_goal (section_id);
CREATE TABLE risk_measure (
    risk_id TEXT NOT NULL,
    measure_id TEXT NOT NULL,
    id TEXT NOT NULL,
    CONSTRAINT pk_risk_measure PRIMARY KEY (id),
    CONSTRAINT fk_risk_measure_risk_id FOREIGN KEY(risk_id) REFERENCES risk (id) ON DELETE CASCADE,
    CONSTRAINT fk_risk_measure_measure_id FOREIGN KEY(measure_id) REFERENCES measure (id) ON DELETE CASCADE
)
 STRICT;
CREATE INDEX ix_risk_measure_measure_id ON risk_measure (measure_id);
CREATE INDEX ix_risk_measure_risk_id ON risk_measure (risk_id);
CREATE TABLE spot_check_case (
    order_key TEXT NOT NULL,
    spot_check_id TEXT NOT NULL,
    reference TEXT NOT NULL,
    comment TEXT NOT NULL,
    assessment TEXT NOT NULL CONSTRAINT ck_spot_check_case_assessment CHECK ("assessment" IN ('', 'no_remark', 'remark')),
    draw_item_id TEXT,
    id TEXT NOT NULL,
    CONSTRAINT pk_spot_check_case PRIMARY KEY (id),
    CONSTRAINT fk_spot_check_case_spot_check_id FOREIGN KEY(spot_check_id) REFERENCES spot_check (id) ON DELETE CASCADE,
    CONSTRAINT fk_spot_check_case_draw_item_id FOREIGN KEY(draw_item_id) REFERENCES draw_item (id) ON DELETE SET NULL
)
 STRICT;
CREATE INDEX ix_spot_check_case_draw_item_id ON spot_check_case (draw_item_id);
CREATE INDEX ix_spot_check_case_spot_check_id ON spot_check_case (spot_check_id);
CREATE TABLE spot_check_correction (
    spot_check_id TEXT NOT NULL,
    place TEXT NOT NULL,
    text TEXT NOT NULL,
    reason TEXT NOT NULL,
    made_by TEXT NOT NULL,
    made_at TEXT NOT NULL,
    signed_content TEXT NOT NULL,
    fingerprint TEXT NOT NULL,
    id TEXT NOT NULL,
    CONSTRAINT pk_spot_check_correction PRIMARY KEY (id),
    CONSTRAINT fk_spot_check_correction_spot_check_id FOREIGN KEY(spot_check_id) REFERENCES spot_check (id) ON DELETE CASCADE
)
 STRICT;
CREATE INDEX ix_spot_check_correction_spot_check_id ON spot_check_correction (spot_check_id);
CREATE TABLE spot_check_question (
    order_key TEXT NOT NULL,
    spot_check_id TEXT NOT NULL,
    text TEXT NOT NULL,
    id TEXT NOT NULL,
    CONSTRAINT pk_spot_check_question PRIMARY KEY (id),
    CONSTRAINT fk_spot_check_question_spot_check_id FOREIGN KEY(spot_check_id) REFERENCES spot_check (id) ON DELETE CASCADE
)
 STRICT;
CREATE INDEX ix_spot_check_question_spot_check_id ON spot_check_question (spot_check_id);
CREATE TABLE block_column (
    order_key TEXT NOT NULL,
    block_id TEXT NOT NULL,
    "key" TEXT NOT NULL,
    heading TEXT NOT NULL,
    "group" TEXT NOT NULL,
    width INTEGER NOT NULL,
    id TEXT NOT NULL,
    CONSTRAINT pk_block_column PRIMARY KEY (id),
    CONSTRAINT fk_block_column_block_id FOREIGN KEY(block_id) REFERENCES block (id) ON DELETE CASCADE
)
 STRICT;
CREATE INDEX ix_block_column_block_id ON block_column (block_id);
CREATE TABLE control_execution (
    order_key TEXT NOT NULL,
    control_id TEXT NOT NULL,
    period_id TEXT,
    carried_out_on TEXT CONSTRAINT ck_control_execution_carried_out_on CHECK ("carried_out_on" GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
    carried_out_by TEXT NOT NULL,
    population INTEGER,
    drawn TEXT NOT NULL,
    checked INTEGER,
    remarks INTEGER,
    result_id TEXT,
    comment TEXT NOT NULL,
    action TEXT NOT NULL,
    action_responsible TEXT NOT NULL,
    action_due TEXT CONSTRAINT ck_control_execution_action_due CHECK ("action_due" GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
    action_status TEXT NOT NULL CONSTRAINT ck_control_execution_action_status CHECK ("action_status" IN ('', 'decided', 'done')),
    action_follow_up TEXT NOT NULL,
    id TEXT NOT NULL,
    CONSTRAINT pk_control_execution PRIMARY KEY (id),
    CONSTRAINT fk_control_execution_control_id FOREIGN KEY(control_id) REFERENCES control (id) ON DELETE CASCADE,
    CONSTRAINT fk_control_execution_period_id FOREIGN KEY(period_id) REFERENCES follow_up_period (id) ON DELETE SET NULL,
    CONSTRAINT fk_control_execution_result_id FOREIGN KEY(result_id) REFERENCES result_level (id) ON DELETE SET NULL
)
 STRICT;
CREATE INDEX ix_control_execution_control_id ON control_execution (control_id);
CREATE INDEX ix_control_execution_period_id ON control_execution (period_id);
CREATE INDEX ix_control_execution_result_id ON control_execution (result_id);
CREATE TABLE control_period (
    control_id TEXT NOT NULL,
    period_id TEXT NOT NULL,
    id TEXT NOT NULL,
    CONSTRAINT pk_control_period PRIMARY KEY (id),
    CONSTRAINT fk_control_period_control_id FOREIGN KEY(control_id) REFERENCES control (id) ON DELETE CASCADE,
    CONSTRAINT fk_control_period_period_id FOREIGN KEY(period_id) REFERENCES follow_up_period (id) ON DELETE CASCADE
)
 STRICT;
CREATE INDEX ix_control_period_control_id ON control_period (control_id);
CREATE INDEX ix_control_period_period_id ON control_period (period_id);
CREATE TABLE control_question (
    order_key TEXT NOT NULL,
    control_id TEXT NOT NULL,
    text TEXT NOT NULL,
    id TEXT NOT NULL,
    CONSTRAINT pk_control_question PRIMARY KEY (id),
    CONSTRAINT fk_control_question_control_id FOREIGN KEY(control_id) REFERENCES control (id) ON DELETE CASCADE
)
 STRICT;
CREATE INDEX ix_control_question_control_id ON control_question (control_id);
CREATE TABLE indicator_placement (
    order_key TEXT NOT NULL,
    block_id TEXT NOT NULL,
    indicator_id TEXT NOT NULL,
    "group" TEXT NOT NULL,
    id TEXT NOT NULL,
    CONSTRAINT pk_indicator_placement PRIMARY KEY (id),
    CONSTRAINT fk_indicator_placement_block_id FOREIGN KEY(block_id) REFERENCES block (id) ON DELETE CASCADE,
    CONSTRAINT fk_indicator_placement_indicator_id FOREIGN KEY(indicator_id) REFERENCES indicator (id) ON DELETE CASCADE
)
 STRICT;
CREATE INDEX ix_indicator_placement_block_id ON indicator_placement (block_id);
CREATE INDEX ix_indicator_placement_indicator_id ON indicator_placement (indicator_id);
CREATE TABLE measure_placement (
    order_key TEXT NOT NULL,
    block_id TEXT NOT NULL,
    measure_id TEXT NOT NULL,
    id TEXT NOT NULL,
    CONSTRAINT pk_measure_placement PRIMARY KEY (id),
    CONSTRAINT fk_measure_placement_block_id FOREIGN KEY(block_id) REFERENCES block (id) ON DELETE CASCADE,
    CONSTRAINT fk_measure_placement_measure_id FOREIGN KEY(measure_id) REFERENCES measure (id) ON DELETE CASCADE
)
 STRICT;
CREATE INDEX ix_measure_placement_block_id ON measure_placement (block_id);
CREATE INDEX ix_measure_placement_measure_id ON measure_placement (measure_id);
CREATE TABLE spot_check_answer (
    case_id TEXT NOT NULL,
    question_id TEXT NOT NULL,
    answer TEXT NOT NULL CONSTRAINT ck_spot_check_answer_answer CHECK ("answer" IN ('', 'yes', 'no', 'not_applicable')),
    id TEXT NOT NULL,
    CONSTRAINT pk_spot_check_answer PRIMARY KEY (id),
    CONSTRAINT fk_spot_check_answer_case_id FOREIGN KEY(case_id) REFERENCES spot_check_case (id) ON DELETE CASCADE,
    CONSTRAINT fk_spot_check_answer_question_id FOREIGN KEY(question_id) REFERENCES spot_check_question (id) ON DELETE CASCADE
)
 STRICT;
CREATE INDEX ix_spot_check_answer_case_id ON spot_check_answer (case_id);
CREATE INDEX ix_spot_check_answer_question_id ON spot_check_answer (question_id);
CREATE TABLE table_row (
    order_key TEXT NOT NULL,
    block_id TEXT NOT NULL,
    kind TEXT NOT NULL CONSTRAINT ck_table_row_kind CHECK ("kind" IN ('row', 'heading', 'sum')),
    id TEXT NOT NULL,
    CONSTRAINT pk_table_row PRIMARY KEY (id),
    CONSTRAINT fk_table_row_block_id FOREIGN KEY(block_id) REFERENCES block (id) ON DELETE CASCADE
)
 STRICT;
CREATE INDEX ix_table_row_block_id ON table_row (block_id);
CREATE TABLE execution_point (
    order_key TEXT NOT NULL,
    execution_id TEXT NOT NULL,
    text TEXT NOT NULL,
    checked INTEGER,
    remarks INTEGER,
    id TEXT NOT NULL,
    CONSTRAINT pk_execution_point PRIMARY KEY (id),
    CONSTRAINT fk_execution_point_execution_id FOREIGN KEY(execution_id) REFERENCES control_execution (id) ON DELETE CASCADE
)
 STRICT;
CREATE INDEX ix_execution_point_execution_id ON execution_point (execution_id);
CREATE TABLE table_cell (
    row_id TEXT NOT NULL,
    column_id TEXT NOT NULL,
    text TEXT NOT NULL,
    column_span INTEGER NOT NULL CONSTRAINT ck_table_cell_column_span CHECK ("column_span" BETWEEN 1 AND 1000),
    row_span INTEGER NOT NULL CONSTRAINT ck_table_cell_row_span CHECK ("row_span" BETWEEN 1 AND 1000),
    id TEXT NOT NULL,
    CONSTRAINT pk_table_cell PRIMARY KEY (id),
    CONSTRAINT fk_table_cell_row_id FOREIGN KEY(row_id) REFERENCES table_row (id) ON DELETE CASCADE,
    CONSTRAINT fk_table_cell_column_id FOREIGN KEY(column_id) REFERENCES block_column (id) ON DELETE CASCADE
)
 STRICT;
CREATE INDEX ix_table_cell_column_id ON table_cell (column_id);
CREATE INDEX ix_table_cell_row_id ON table_cell (row_id);
CREATE TABLE revision (
    seq INTEGER PRIMARY KEY,
    id TEXT NOT NULL,
    parent TEXT NOT NULL,
    kind TEXT NOT NULL CONSTRAINT ck_revision_kind CHECK (kind IN ('do', 'undo', 'redo', 'barrier')),
    target TEXT NOT NULL,
    label TEXT NOT NULL,
    author TEXT NOT NULL,
    at TEXT NOT NULL,
    schema_version INTEGER NOT NULL,
    first_change INTEGER NOT NULL,
    last_change INTEGER NOT NULL
) STRICT;
CREATE TABLE change (
    seq INTEGER PRIMARY KEY,
    table_name TEXT NOT NULL,
    row_id TEXT NOT NULL,
    op TEXT NOT NULL CONSTRAINT ck_change_op CHECK (op IN ('insert', 'update', 'delete')),
    column_name TEXT NOT NULL,
    old ANY,
    new ANY
) STRICT;
CREATE TABLE file_info (
    key TEXT NOT NULL PRIMARY KEY,
    value TEXT NOT NULL
) STRICT;
