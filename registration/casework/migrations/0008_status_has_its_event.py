"""The database itself refuses a change of state that no event tells of, and an event that is rewritten afterwards.

Whatever door is used (page, API, admin, a script, a race): at the end of the transaction the last event of the
registration must say how it came into its state. Only the encrypted details of an event may be emptied.
"""

from django.db import migrations

FORWARDS = """
CREATE FUNCTION casework_status_has_its_event() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (SELECT 1 FROM casework_registration WHERE id = NEW.id) THEN
        RETURN NULL;
    END IF;
    IF NOT EXISTS (
        SELECT 1 FROM casework_registration r
        JOIN casework_event e ON e.registration_id = r.id AND e.seq = r.event_count AND e.to_status = r.status
        WHERE r.id = NEW.id
    ) OR NOT EXISTS (
        SELECT 1 FROM casework_event e
        WHERE e.registration_id = NEW.id AND e.from_status = OLD.status AND e.to_status = NEW.status
    ) THEN
        RAISE EXCEPTION 'registration % went from % to % without an event', NEW.id, OLD.status, NEW.status
            USING ERRCODE = 'check_violation', CONSTRAINT = 'status_has_its_event';
    END IF;
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER status_has_its_event
    AFTER UPDATE OF status ON casework_registration
    DEFERRABLE INITIALLY DEFERRED
    FOR EACH ROW WHEN (OLD.status IS DISTINCT FROM NEW.status)
    EXECUTE FUNCTION casework_status_has_its_event();

CREATE FUNCTION casework_event_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'event % of registration % is not rewritten', OLD.seq, OLD.registration_id
        USING ERRCODE = 'check_violation', CONSTRAINT = 'event_stays';
END $$;
CREATE TRIGGER event_stays
    BEFORE UPDATE ON casework_event
    FOR EACH ROW WHEN (
        (OLD.registration_id, OLD.seq, OLD.kind, OLD.from_status, OLD.to_status, OLD.at, OLD.ward_id)
        IS DISTINCT FROM
        (NEW.registration_id, NEW.seq, NEW.kind, NEW.from_status, NEW.to_status, NEW.at, NEW.ward_id)
    )
    EXECUTE FUNCTION casework_event_stays();
"""
BACKWARDS = """
DROP TRIGGER event_stays ON casework_event;
DROP FUNCTION casework_event_stays();
DROP TRIGGER status_has_its_event ON casework_registration;
DROP FUNCTION casework_status_has_its_event();
"""


class Migration(migrations.Migration):
    dependencies = [("casework", "0007_printed_papers")]
    operations = [migrations.RunSQL(FORWARDS, BACKWARDS)]
