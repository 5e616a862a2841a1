"""The tab Översikt: what is to be done, and the year at a glance."""
