"""The database refuses to change or remove a sent report, or the public counts of a period once published."""

from django.db import migrations

FORBID = """
CREATE FUNCTION reports_sent_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'what was sent or published stays: % of % is refused', TG_OP, TG_TABLE_NAME
    USING ERRCODE = 'insufficient_privilege';
END
$$;
CREATE TRIGGER reports_report_sent_stays BEFORE UPDATE OR DELETE ON reports_report
  FOR EACH ROW WHEN (OLD.state = 'sent') EXECUTE FUNCTION reports_sent_stays();
CREATE TRIGGER reports_publication_stays BEFORE UPDATE OR DELETE ON reports_publication
  FOR EACH ROW EXECUTE FUNCTION reports_sent_stays();
"""
ALLOW = """
DROP TRIGGER reports_publication_stays ON reports_publication;
DROP TRIGGER reports_report_sent_stays ON reports_report;
DROP FUNCTION reports_sent_stays();
"""


class Migration(migrations.Migration):
    dependencies = [("reports", "0001_initial")]

    operations = [migrations.RunSQL(FORBID, ALLOW)]
