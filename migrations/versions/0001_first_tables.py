"""The first tables, the log that only grows, and the rights of the application's role."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

# The only way into the log. It runs with the owner's rights, takes the lock of each stream, then
# the time, then writes the event over its canonical text, which holds the former event's hash.
AUDIT_APPEND = """
CREATE FUNCTION audit_append(entries jsonb) RETURNS TABLE ("position" bigint, id bigint)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
#variable_conflict use_column
DECLARE
    one record; head record; place record; body jsonb; told_at timestamptz; text_ text; hash_ text;
    event_ bigint;
BEGIN
    FOR one IN SELECT e.value AS entry, e.ordinality AS place
               FROM jsonb_array_elements(entries) WITH ORDINALITY AS e ORDER BY e.ordinality LOOP
        INSERT INTO audit_stream (name, seq, head) VALUES (one.entry->>'stream', 0, '')
            ON CONFLICT (name) DO NOTHING;
        SELECT s.seq, s.head INTO head FROM audit_stream s
            WHERE s.name = one.entry->>'stream' FOR UPDATE;
        SELECT * INTO place FROM audit_place((one.entry->>'nomination_id')::int, coalesce(
            (one.entry->'data'->>'office_id')::int, audit_office(one.entry->>'stream'),
            (one.entry->>'organisation_id')::int));
        told_at := clock_timestamp();
        body := (one.entry - 'values') || to_jsonb(place) || jsonb_build_object(
            'format', 1, 'seq', head.seq + 1, 'previous', head.head,
            'at', to_char(told_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'));
        text_ := body::text;
        hash_ := encode(sha256(convert_to(text_, 'UTF8')), 'hex');
        INSERT INTO audit_event (stream, seq, at, unit_id, town_id, district_id, province_id,
            actor_id, actor_name, name_key, role, organisation_id,
            organisation_name, on_behalf, address, action, from_state, to_state, nomination_id,
            act_id, request_id, input_hash, data, canonical, hash)
        VALUES (one.entry->>'stream', head.seq + 1, told_at, place.unit_id, place.town_id,
            place.district_id, place.province_id, (one.entry->>'actor_id')::int,
            one.entry->>'actor_name', one.entry->>'name_key', one.entry->>'role',
            (one.entry->>'organisation_id')::int,
            one.entry->>'organisation_name', one.entry->>'on_behalf', one.entry->>'address',
            one.entry->>'action', one.entry->>'from_state', one.entry->>'to_state',
            (one.entry->>'nomination_id')::int, (one.entry->>'act_id')::uuid,
            one.entry->>'request_id', one.entry->>'input_hash', one.entry->'data', text_, hash_)
        RETURNING audit_event.id INTO event_;
        INSERT INTO audit_value (event_id, field, salt, value)
            SELECT event_, v->>'field', v->>'salt', v->>'value'
            FROM jsonb_array_elements(one.entry->'values') AS v;
        UPDATE audit_stream SET seq = head.seq + 1, head = hash_
            WHERE audit_stream.name = one.entry->>'stream';
        "position" := one.place; id := event_;
        RETURN NEXT;
    END LOOP;
END $$
"""

# Where an event belongs decides which auditors see it: the route of its dossier, else the office
# whose chain it stands in, else where its actor sits, else the topmost office.
AUDIT_PLACE = """
CREATE FUNCTION audit_office(stream text) RETURNS int LANGUAGE plpgsql STABLE AS $$
DECLARE row_ int := substring(stream FROM ':([0-9]{1,9})$');
BEGIN
    RETURN CASE split_part(stream, ':', 1)
        WHEN 'organisation' THEN (SELECT o.id FROM organisation o WHERE o.id = row_)
        WHEN 'campaign' THEN (SELECT c.organisation_id FROM campaign c WHERE c.id = row_)
        WHEN 'submission' THEN (SELECT s.from_organisation_id FROM submission s WHERE s.id = row_)
        WHEN 'decision' THEN (SELECT d.organisation_id FROM decision d WHERE d.id = row_)
        WHEN 'account' THEN (SELECT a.organisation_id FROM appointment a WHERE a.user_id = row_
                             ORDER BY a.id DESC LIMIT 1)
    END;
END $$;

CREATE FUNCTION audit_place(nomination_ int, office_ int,
    OUT unit_id int, OUT town_id int, OUT district_id int, OUT province_id int)
LANGUAGE plpgsql STABLE AS $$
BEGIN
    IF nomination_ IS NOT NULL THEN
        SELECT n.unit_id, n.town_id, n.district_id, n.province_id
            INTO unit_id, town_id, district_id, province_id FROM nomination n WHERE n.id = nomination_;
        RETURN;
    END IF;
    WITH RECURSIVE up AS (
        SELECT o.id, o.parent_id, o.level FROM organisation o WHERE o.id = coalesce(
            office_, (SELECT min(r.id) FROM organisation r WHERE r.parent_id IS NULL))
        UNION SELECT o.id, o.parent_id, o.level FROM organisation o JOIN up ON o.id = up.parent_id)
    SELECT max(up.id) FILTER (WHERE up.level = 'unit'), max(up.id) FILTER (WHERE up.level = 'town'),
        max(up.id) FILTER (WHERE up.level = 'district'), max(up.id) FILTER (WHERE up.level = 'province')
        INTO unit_id, town_id, district_id, province_id FROM up;
END $$;

CREATE FUNCTION access_place() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    SELECT * INTO NEW.unit_id, NEW.town_id, NEW.district_id, NEW.province_id FROM audit_place(
        NEW.nomination_id, coalesce(NEW.organisation_id, audit_office('account:' || NEW.user_id)));
    RETURN NEW;
END $$;

CREATE TRIGGER access_event_place BEFORE INSERT ON access_event
    FOR EACH ROW EXECUTE FUNCTION access_place()
"""

REFUSE = """
CREATE FUNCTION audit_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION 'The audit log is only ever added to.'; END $$
"""

GUARDED = {"audit_event": "UPDATE OR DELETE", "access_event": "UPDATE OR DELETE", "audit_value": "UPDATE"}


def upgrade() -> None:
    op.execute("CREATE EXTENSION IF NOT EXISTS pg_trgm")
    create_tables()
    op.execute(AUDIT_PLACE)
    op.execute(AUDIT_APPEND)
    op.execute("REVOKE ALL ON FUNCTION audit_append(jsonb) FROM PUBLIC")
    op.execute(REFUSE)
    for table, acts in GUARDED.items():
        op.execute(
            f"CREATE TRIGGER {table}_only_grows BEFORE {acts} ON {table} "
            "FOR EACH ROW EXECUTE FUNCTION audit_refuse()"
        )
        op.execute(
            f"CREATE TRIGGER {table}_is_kept BEFORE TRUNCATE ON {table} "
            "FOR EACH STATEMENT EXECUTE FUNCTION audit_refuse()"
        )


def downgrade() -> None:
    for table in TABLES:
        op.execute(f'DROP TABLE IF EXISTS "{table}" CASCADE')
    op.execute("DROP FUNCTION audit_append(jsonb)")
    op.execute("DROP FUNCTION access_place()")
    op.execute("DROP FUNCTION audit_place(int, int)")
    op.execute("DROP FUNCTION audit_office(text)")
    op.execute("DROP FUNCTION audit_refuse()")


def create_log_indexes(table: str, what: str) -> None:
    newest_first = [sa.literal_column("at DESC"), sa.literal_column("id DESC")]
    for name in ("unit_id", "town_id", "district_id", "province_id", what, "role", "nomination_id"):
        op.create_index(f"ix_{table}_{name}", table, [name, *newest_first], unique=False)
    op.create_index(
        f"ix_{table}_name_key", table, ["name_key"], unique=False,
        postgresql_using="gin", postgresql_ops={"name_key": "gin_trgm_ops"},
    )  # fmt: skip


def create_tables() -> None:
    op.create_table(
        "access_event",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column(
            "at", sa.DateTime(timezone=True), server_default=sa.text("clock_timestamp()"), nullable=False
        ),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=True),
        sa.Column("user_name", sa.String(), nullable=False),
        sa.Column("name_key", sa.String(), nullable=False),
        sa.Column("role", sa.String(), nullable=True),
        sa.Column("organisation_id", sa.Integer(), nullable=True),
        sa.Column("organisation_name", sa.String(), nullable=True),
        sa.Column("unit_id", sa.Integer(), nullable=True),
        sa.Column("town_id", sa.Integer(), nullable=True),
        sa.Column("district_id", sa.Integer(), nullable=True),
        sa.Column("province_id", sa.Integer(), nullable=True),
        sa.Column("nomination_id", sa.Integer(), nullable=True),
        sa.Column("detail", sa.String(), nullable=False),
        sa.Column("address", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_access_event")),
    )
    create_log_indexes("access_event", "kind")
    op.create_table(
        "audit_stream",
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("head", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_audit_stream")),
    )
    op.create_table(
        "organisation",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("parent_id", sa.Integer(), nullable=True),
        sa.Column(
            "level",
            sa.Enum("province", "district", "town", "unit", name="level", native_enum=False, length=40),
            nullable=False,
        ),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("short_name", sa.String(), nullable=False),
        sa.Column("symbol", sa.String(), nullable=False),
        sa.Column("place", sa.String(), nullable=False),
        sa.Column("unit_kind", sa.String(), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=True),
        sa.Column("valid_to", sa.Date(), nullable=True),
        sa.Column("invented", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["parent_id"], ["organisation.id"], name=op.f("fk_organisation_parent_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_organisation")),
        sa.UniqueConstraint("parent_id", "name", name=op.f("uq_organisation_parent_id_name")),
    )
    op.create_index(op.f("ix_organisation_parent_id"), "organisation", ["parent_id"], unique=False)
    op.create_table(
        "stored_file",
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("media_type", sa.String(), nullable=False),
        sa.Column("stored_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.PrimaryKeyConstraint("sha256", name=op.f("pk_stored_file")),
    )
    op.create_table(
        "user",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("email", sa.String(), nullable=True),
        sa.Column("username", sa.String(), nullable=False),
        sa.Column("full_name", sa.String(), nullable=False),
        sa.Column("name_key", sa.String(), nullable=False),
        sa.Column("sort_key", sa.String(), nullable=False),
        sa.Column("password", sa.String(), nullable=True),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("fs_uniquifier", sa.String(), nullable=False),
        sa.Column("locale", sa.String(), nullable=True),
        sa.Column("must_change_password", sa.Boolean(), nullable=False),
        sa.Column("password_expires_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("confirmed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("mf_recovery_codes", sa.UnicodeText(), nullable=True),
        sa.Column("tf_primary_method", sa.String(), nullable=True),
        sa.Column("tf_totp_secret", sa.String(), nullable=True),
        sa.Column("invented", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_user")),
        sa.UniqueConstraint("email", name=op.f("uq_user_email")),
        sa.UniqueConstraint("fs_uniquifier", name=op.f("uq_user_fs_uniquifier")),
        sa.UniqueConstraint("username", name=op.f("uq_user_username")),
    )
    op.create_index(op.f("ix_user_name_key"), "user", ["name_key"], unique=False)
    op.create_table(
        "appointment",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column(
            "role",
            sa.Enum(
                "drafter",
                "unit_head",
                "clerk",
                "culture",
                "council",
                "chair",
                "district",
                "province",
                "auditor",
                "admin",
                name="role",
                native_enum=False,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("signing", sa.String(), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("valid_to", sa.Date(), nullable=True),
        sa.Column("made_by_id", sa.Integer(), nullable=True),
        sa.Column("needs_confirmation", sa.Boolean(), nullable=False),
        sa.Column("confirmed_by_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["confirmed_by_id"], ["user.id"], name=op.f("fk_appointment_confirmed_by_id")
        ),
        sa.ForeignKeyConstraint(["made_by_id"], ["user.id"], name=op.f("fk_appointment_made_by_id")),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_appointment_organisation_id")
        ),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"], name=op.f("fk_appointment_user_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_appointment")),
    )
    op.create_index(
        "ix_appointment_role_organisation", "appointment", ["role", "organisation_id"], unique=False
    )
    op.create_index(op.f("ix_appointment_user_id"), "appointment", ["user_id"], unique=False)
    op.create_table(
        "campaign",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("slug", sa.String(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("short_title", sa.String(), nullable=False),
        sa.Column("procedure", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("published", sa.Boolean(), nullable=False),
        sa.Column("plan_number", sa.String(), nullable=True),
        sa.Column("plan_symbol", sa.String(), nullable=False),
        sa.Column("plan_date", sa.Date(), nullable=True),
        sa.Column("plan_date_text", sa.String(), nullable=False),
        sa.Column("parent_plan", sa.String(), nullable=False),
        sa.Column("opening", sa.String(), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=False),
        sa.Column("period_text", sa.String(), nullable=False),
        sa.Column("legal_basis", postgresql.ARRAY(sa.Text()), nullable=False),
        sa.Column("purposes", postgresql.ARRAY(sa.Text()), nullable=False),
        sa.Column("requirements", postgresql.ARRAY(sa.Text()), nullable=False),
        sa.Column("contents", postgresql.ARRAY(sa.Text()), nullable=False),
        sa.Column("subjects", postgresql.ARRAY(sa.Text()), nullable=False),
        sa.Column("duties", postgresql.JSONB(), nullable=False),
        sa.Column("closing", sa.String(), nullable=False),
        sa.Column("recipients", postgresql.ARRAY(sa.Text()), nullable=False),
        sa.Column("signer_title", sa.String(), nullable=False),
        sa.Column("signer_name", sa.String(), nullable=False),
        sa.Column("guidance_number", sa.String(), nullable=True),
        sa.Column("guidance_on", sa.Date(), nullable=True),
        sa.Column("guidance_issuer", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_campaign_organisation_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_campaign")),
        sa.UniqueConstraint("code", name=op.f("uq_campaign_code")),
        sa.UniqueConstraint("slug", name=op.f("uq_campaign_slug")),
    )
    op.create_index(op.f("ix_campaign_organisation_id"), "campaign", ["organisation_id"], unique=False)
    op.create_table(
        "draft_buffer",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=True),
        sa.Column("token", sa.String(), nullable=True),
        sa.Column("typed_by_id", sa.Integer(), nullable=True),
        sa.Column("path", sa.String(), nullable=False),
        sa.Column("data", postgresql.JSONB(), nullable=False),
        sa.Column("saved_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.ForeignKeyConstraint(["typed_by_id"], ["user.id"], name=op.f("fk_draft_buffer_typed_by_id")),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"], name=op.f("fk_draft_buffer_user_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_draft_buffer")),
        sa.UniqueConstraint("token", name=op.f("uq_draft_buffer_token")),
    )
    op.create_index("uq_draft_buffer_user_path", "draft_buffer", ["user_id", "path"], unique=True)
    op.create_table(
        "nominee",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "collective", "household", "individual", name="nomineekind", native_enum=False, length=40
            ),
            nullable=False,
        ),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("search_key", sa.String(), nullable=False),
        sa.Column("sort_key", sa.String(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("town_id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=True),
        sa.Column("born_on", sa.Date(), nullable=True),
        sa.Column("gender", sa.String(), nullable=False),
        sa.Column("position", sa.String(), nullable=False),
        sa.Column("hometown", sa.String(), nullable=False),
        sa.Column("address", sa.String(), nullable=False),
        sa.Column("invented", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["town_id"], ["organisation.id"], name=op.f("fk_nominee_town_id")),
        sa.ForeignKeyConstraint(["unit_id"], ["organisation.id"], name=op.f("fk_nominee_unit_id")),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"], name=op.f("fk_nominee_user_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_nominee")),
    )
    op.create_index(
        "ix_nominee_search_key",
        "nominee",
        ["search_key"],
        unique=False,
        postgresql_using="gin",
        postgresql_ops={"search_key": "gin_trgm_ops"},
    )
    op.create_index(op.f("ix_nominee_town_id"), "nominee", ["town_id"], unique=False)
    op.create_index(op.f("ix_nominee_unit_id"), "nominee", ["unit_id"], unique=False)
    op.create_table(
        "number_book",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("type", sa.String(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("last", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_number_book_organisation_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_number_book")),
        sa.UniqueConstraint(
            "organisation_id", "type", "year", name=op.f("uq_number_book_organisation_id_type_year")
        ),
    )
    op.create_table(
        "setting",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("value", postgresql.JSONB(), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_setting_organisation_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_setting")),
        sa.UniqueConstraint(
            "organisation_id", "key", "valid_from", name=op.f("uq_setting_organisation_id_key_valid_from")
        ),
    )
    op.create_index("ix_setting_key", "setting", ["key"], unique=False)
    op.create_table(
        "award_form",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("campaign_id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column(
            "granter_level",
            sa.Enum("province", "district", "town", "unit", name="level", native_enum=False, length=40),
            nullable=False,
        ),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=True),
        sa.Column("valid_to", sa.Date(), nullable=True),
        sa.Column("required_papers", postgresql.JSONB(), nullable=False),
        sa.ForeignKeyConstraint(["campaign_id"], ["campaign.id"], name=op.f("fk_award_form_campaign_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_award_form")),
        sa.UniqueConstraint("campaign_id", "code", name=op.f("uq_award_form_campaign_id_code")),
    )
    op.create_table(
        "submission",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("campaign_id", sa.Integer(), nullable=False),
        sa.Column("from_organisation_id", sa.Integer(), nullable=False),
        sa.Column("to_organisation_id", sa.Integer(), nullable=False),
        sa.Column(
            "state",
            sa.Enum("assembling", "frozen", "sent", name="submissionstate", native_enum=False, length=40),
            nullable=False,
        ),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=True),
        sa.Column("symbol", sa.String(), nullable=False),
        sa.Column("list_hash", sa.String(), nullable=False),
        sa.Column("frozen_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("issued_on", sa.Date(), nullable=True),
        sa.Column("signer_name", sa.String(), nullable=False),
        sa.Column("signer_title", sa.String(), nullable=False),
        sa.Column("signing", sa.String(), nullable=False),
        sa.Column("made_by_id", sa.Integer(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.ForeignKeyConstraint(["campaign_id"], ["campaign.id"], name=op.f("fk_submission_campaign_id")),
        sa.ForeignKeyConstraint(
            ["from_organisation_id"], ["organisation.id"], name=op.f("fk_submission_from_organisation_id")
        ),
        sa.ForeignKeyConstraint(["made_by_id"], ["user.id"], name=op.f("fk_submission_made_by_id")),
        sa.ForeignKeyConstraint(
            ["to_organisation_id"], ["organisation.id"], name=op.f("fk_submission_to_organisation_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_submission")),
    )
    op.create_index(
        op.f("ix_submission_from_organisation_id"), "submission", ["from_organisation_id"], unique=False
    )
    op.create_index(
        op.f("ix_submission_to_organisation_id"), "submission", ["to_organisation_id"], unique=False
    )
    op.create_table(
        "criterion",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("award_form_id", sa.Integer(), nullable=False),
        sa.Column(
            "nominee_kind",
            sa.Enum(
                "collective", "household", "individual", name="nomineekind", native_enum=False, length=40
            ),
            nullable=False,
        ),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["award_form_id"], ["award_form.id"], name=op.f("fk_criterion_award_form_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_criterion")),
    )
    op.create_index(op.f("ix_criterion_award_form_id"), "criterion", ["award_form_id"], unique=False)
    op.create_table(
        "decision",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("campaign_id", sa.Integer(), nullable=False),
        sa.Column("award_form_id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.String(), nullable=False),
        sa.Column("symbol", sa.String(), nullable=False),
        sa.Column("issued_on", sa.Date(), nullable=False),
        sa.Column("signer_name", sa.String(), nullable=False),
        sa.Column("signer_title", sa.String(), nullable=False),
        sa.Column("made_by_id", sa.Integer(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.ForeignKeyConstraint(["award_form_id"], ["award_form.id"], name=op.f("fk_decision_award_form_id")),
        sa.ForeignKeyConstraint(["campaign_id"], ["campaign.id"], name=op.f("fk_decision_campaign_id")),
        sa.ForeignKeyConstraint(["made_by_id"], ["user.id"], name=op.f("fk_decision_made_by_id")),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_decision_organisation_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_decision")),
    )
    op.create_index(op.f("ix_decision_organisation_id"), "decision", ["organisation_id"], unique=False)
    op.create_index(
        "uq_decision_number",
        "decision",
        ["organisation_id", "symbol", sa.literal_column("extract(year FROM issued_on)"), "number"],
        unique=True,
    )
    op.create_table(
        "nomination",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("campaign_id", sa.Integer(), nullable=False),
        sa.Column("award_form_id", sa.Integer(), nullable=False),
        sa.Column("nominee_id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("town_id", sa.Integer(), nullable=False),
        sa.Column("district_id", sa.Integer(), nullable=True),
        sa.Column("province_id", sa.Integer(), nullable=True),
        sa.Column("procedure", sa.String(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "drafting",
                "drafted",
                "unit_approved",
                "town_reviewed",
                "sent_to_district",
                "sent_to_province",
                "awarded",
                "declined",
                "withdrawn",
                "revoked",
                name="state",
                native_enum=False,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("state_seq", sa.Integer(), nullable=False),
        sa.Column("round", sa.Integer(), nullable=False),
        sa.Column(
            "waiting_since", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False
        ),
        sa.Column("waiting_from", sa.Date(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "collective", "household", "individual", name="nomineekind", native_enum=False, length=40
            ),
            nullable=False,
        ),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("position", sa.String(), nullable=False),
        sa.Column("born_on", sa.Date(), nullable=True),
        sa.Column("gender", sa.String(), nullable=False),
        sa.Column("hometown", sa.String(), nullable=False),
        sa.Column("address", sa.String(), nullable=False),
        sa.Column("search_key", sa.String(), nullable=False),
        sa.Column("marked_key", sa.String(), nullable=False),
        sa.Column("sort_key", sa.String(), nullable=False),
        sa.Column("summary", sa.String(), nullable=False),
        sa.Column("drafted_by_id", sa.Integer(), nullable=False),
        sa.Column("entered_by_id", sa.Integer(), nullable=True),
        sa.Column("paper_received_on", sa.Date(), nullable=True),
        sa.Column("content_hash", sa.String(), nullable=False),
        sa.Column("approved_hash", sa.String(), nullable=True),
        sa.Column("appraised_hash", sa.String(), nullable=True),
        sa.Column("submitted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("forwarded_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("receipt_number", sa.String(), nullable=True),
        sa.Column("received_on", sa.Date(), nullable=True),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("due_from", sa.Date(), nullable=True),
        sa.Column("due_days", sa.Integer(), nullable=True),
        sa.Column("review_note", sa.String(), nullable=False),
        sa.Column("submission_id", sa.Integer(), nullable=True),
        sa.Column("handed_over_on", sa.Date(), nullable=True),
        sa.Column("hand_over_note", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["award_form_id"], ["award_form.id"], name=op.f("fk_nomination_award_form_id")
        ),
        sa.ForeignKeyConstraint(["campaign_id"], ["campaign.id"], name=op.f("fk_nomination_campaign_id")),
        sa.ForeignKeyConstraint(["district_id"], ["organisation.id"], name=op.f("fk_nomination_district_id")),
        sa.ForeignKeyConstraint(["drafted_by_id"], ["user.id"], name=op.f("fk_nomination_drafted_by_id")),
        sa.ForeignKeyConstraint(["entered_by_id"], ["user.id"], name=op.f("fk_nomination_entered_by_id")),
        sa.ForeignKeyConstraint(["nominee_id"], ["nominee.id"], name=op.f("fk_nomination_nominee_id")),
        sa.ForeignKeyConstraint(["province_id"], ["organisation.id"], name=op.f("fk_nomination_province_id")),
        sa.ForeignKeyConstraint(
            ["submission_id"], ["submission.id"], name=op.f("fk_nomination_submission_id")
        ),
        sa.ForeignKeyConstraint(["town_id"], ["organisation.id"], name=op.f("fk_nomination_town_id")),
        sa.ForeignKeyConstraint(["unit_id"], ["organisation.id"], name=op.f("fk_nomination_unit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_nomination")),
        sa.UniqueConstraint("code", name=op.f("uq_nomination_code")),
    )
    op.create_index("ix_nomination_campaign", "nomination", ["campaign_id"], unique=False)
    op.create_index("ix_nomination_award_form", "nomination", ["award_form_id"], unique=False)
    for name, where in {
        "enter": "state = 'drafting' AND entered_by_id IS NOT NULL",
        "write": "state = 'drafting' AND submitted_at IS NULL AND entered_by_id IS NULL",
        "gather": "state = 'town_reviewed' AND submission_id IS NULL",
        "hand_over": "state = 'awarded' AND handed_over_on IS NULL",
    }.items():
        op.create_index(
            f"ix_nomination_to_{name}",
            "nomination",
            ["town_id", sa.literal_column("coalesce(due_on, DATE '9999-12-31')"), "waiting_since", "id"],
            unique=False,
            postgresql_where=sa.text(where),
        )
    op.create_index(
        "ix_nomination_list_district",
        "nomination",
        ["district_id", sa.literal_column("id DESC")],
        unique=False,
    )
    op.create_index(
        "ix_nomination_list_province",
        "nomination",
        ["province_id", sa.literal_column("id DESC")],
        unique=False,
    )
    op.create_index(
        "ix_nomination_list_town", "nomination", ["town_id", sa.literal_column("id DESC")], unique=False
    )
    op.create_index(
        "ix_nomination_list_unit", "nomination", ["unit_id", sa.literal_column("id DESC")], unique=False
    )
    op.create_index(op.f("ix_nomination_nominee_id"), "nomination", ["nominee_id"], unique=False)
    op.create_index(
        "ix_nomination_queue_district",
        "nomination",
        [
            "district_id",
            "state",
            sa.literal_column("coalesce(due_on, DATE '9999-12-31')"),
            "waiting_since",
            "id",
        ],
        unique=False,
    )
    op.create_index(
        "ix_nomination_queue_province",
        "nomination",
        [
            "province_id",
            "state",
            sa.literal_column("coalesce(due_on, DATE '9999-12-31')"),
            "waiting_since",
            "id",
        ],
        unique=False,
    )
    op.create_index(
        "ix_nomination_queue_town",
        "nomination",
        ["town_id", "state", sa.literal_column("coalesce(due_on, DATE '9999-12-31')"), "waiting_since", "id"],
        unique=False,
    )
    op.create_index(
        "ix_nomination_queue_unit",
        "nomination",
        ["unit_id", "state", sa.literal_column("coalesce(due_on, DATE '9999-12-31')"), "waiting_since", "id"],
        unique=False,
    )
    op.create_index(
        "ix_nomination_search_key",
        "nomination",
        ["search_key"],
        unique=False,
        postgresql_using="gin",
        postgresql_ops={"search_key": "gin_trgm_ops"},
    )
    op.create_index(op.f("ix_nomination_submission_id"), "nomination", ["submission_id"], unique=False)
    op.create_table(
        "appraisal",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("nomination_id", sa.Integer(), nullable=False),
        sa.Column("content_hash", sa.String(), nullable=False),
        sa.Column("items", postgresql.JSONB(), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("made_by_id", sa.Integer(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.ForeignKeyConstraint(["made_by_id"], ["user.id"], name=op.f("fk_appraisal_made_by_id")),
        sa.ForeignKeyConstraint(
            ["nomination_id"], ["nomination.id"], name=op.f("fk_appraisal_nomination_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_appraisal")),
    )
    op.create_index(op.f("ix_appraisal_nomination_id"), "appraisal", ["nomination_id"], unique=False)
    op.create_table(
        "attachment",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("nomination_id", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "report",
                "minutes",
                "initiative",
                "evidence",
                "signed_scan",
                "other",
                name="attachmentkind",
                native_enum=False,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("filename", sa.String(), nullable=False),
        sa.Column("uploaded_by_id", sa.Integer(), nullable=False),
        sa.Column("uploaded_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("removed_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["nomination_id"], ["nomination.id"], name=op.f("fk_attachment_nomination_id")
        ),
        sa.ForeignKeyConstraint(["sha256"], ["stored_file.sha256"], name=op.f("fk_attachment_sha256")),
        sa.ForeignKeyConstraint(["uploaded_by_id"], ["user.id"], name=op.f("fk_attachment_uploaded_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_attachment")),
    )
    op.create_index(op.f("ix_attachment_nomination_id"), "attachment", ["nomination_id"], unique=False)
    op.create_table(
        "audit_event",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("stream", sa.String(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=True),
        sa.Column("town_id", sa.Integer(), nullable=True),
        sa.Column("district_id", sa.Integer(), nullable=True),
        sa.Column("province_id", sa.Integer(), nullable=True),
        sa.Column("actor_id", sa.Integer(), nullable=True),
        sa.Column("actor_name", sa.String(), nullable=False),
        sa.Column("name_key", sa.String(), nullable=False),
        sa.Column("role", sa.String(), nullable=True),
        sa.Column("organisation_id", sa.Integer(), nullable=True),
        sa.Column("organisation_name", sa.String(), nullable=True),
        sa.Column("on_behalf", sa.String(), nullable=True),
        sa.Column("address", sa.String(), nullable=True),
        sa.Column("action", sa.String(), nullable=False),
        sa.Column("from_state", sa.String(), nullable=True),
        sa.Column("to_state", sa.String(), nullable=True),
        sa.Column("nomination_id", sa.Integer(), nullable=True),
        sa.Column("act_id", sa.Uuid(), nullable=False),
        sa.Column("request_id", sa.String(), nullable=True),
        sa.Column("input_hash", sa.String(), nullable=True),
        sa.Column("data", postgresql.JSONB(), nullable=False),
        sa.Column("canonical", sa.String(), nullable=False),
        sa.Column("hash", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["nomination_id"], ["nomination.id"], name=op.f("fk_audit_event_nomination_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_audit_event")),
        sa.UniqueConstraint("stream", "seq", name=op.f("uq_audit_event_stream_seq")),
    )
    create_log_indexes("audit_event", "action")
    op.create_index("ix_audit_event_actor", "audit_event", ["actor_id", "id"], unique=False)
    op.create_index("ix_audit_event_request", "audit_event", ["actor_id", "request_id"], unique=False)
    op.create_table(
        "award",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("decision_id", sa.Integer(), nullable=False),
        sa.Column("nomination_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("description", sa.String(), nullable=False),
        sa.Column("token", sa.String(), nullable=False),
        sa.Column("revoked_on", sa.Date(), nullable=True),
        sa.Column("revoked_by_paper", sa.String(), nullable=False),
        sa.Column("revoked_ground", sa.String(), nullable=False),
        sa.Column("correction", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["decision_id"], ["decision.id"], name=op.f("fk_award_decision_id")),
        sa.ForeignKeyConstraint(["nomination_id"], ["nomination.id"], name=op.f("fk_award_nomination_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_award")),
        sa.UniqueConstraint("nomination_id", name=op.f("uq_award_nomination_id")),
        sa.UniqueConstraint("token", name=op.f("uq_award_token")),
    )
    op.create_index(op.f("ix_award_decision_id"), "award", ["decision_id"], unique=False)
    op.create_table(
        "claim",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("nomination_id", sa.Integer(), nullable=False),
        sa.Column("criterion_id", sa.Integer(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("evidence", sa.String(), nullable=False),
        sa.Column("content", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["criterion_id"], ["criterion.id"], name=op.f("fk_claim_criterion_id")),
        sa.ForeignKeyConstraint(["nomination_id"], ["nomination.id"], name=op.f("fk_claim_nomination_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_claim")),
        sa.UniqueConstraint(
            "nomination_id", "criterion_id", name=op.f("uq_claim_nomination_id_criterion_id")
        ),
    )
    op.create_index(op.f("ix_claim_criterion_id"), "claim", ["criterion_id"], unique=False)
    op.create_table(
        "hold",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("nominee_id", sa.Integer(), nullable=False),
        sa.Column("nomination_id", sa.Integer(), nullable=True),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column(
            "level",
            sa.Enum("province", "district", "town", "unit", name="level", native_enum=False, length=40),
            nullable=False,
        ),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("set_by_id", sa.Integer(), nullable=False),
        sa.Column("set_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("set_on", sa.Date(), nullable=False),
        sa.Column("released_by_id", sa.Integer(), nullable=True),
        sa.Column("released_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("released_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["nomination_id"], ["nomination.id"], name=op.f("fk_hold_nomination_id")),
        sa.ForeignKeyConstraint(["nominee_id"], ["nominee.id"], name=op.f("fk_hold_nominee_id")),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_hold_organisation_id")
        ),
        sa.ForeignKeyConstraint(["released_by_id"], ["user.id"], name=op.f("fk_hold_released_by_id")),
        sa.ForeignKeyConstraint(["set_by_id"], ["user.id"], name=op.f("fk_hold_set_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_hold")),
    )
    op.create_index(
        "ix_hold_open", "hold", ["nominee_id"], unique=False, postgresql_where=sa.text("released_at IS NULL")
    )
    op.create_table(
        "remark",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("nomination_id", sa.Integer(), nullable=False),
        sa.Column("round", sa.Integer(), nullable=False),
        sa.Column(
            "sent_to",
            sa.Enum(
                "drafting",
                "drafted",
                "unit_approved",
                "town_reviewed",
                "sent_to_district",
                "sent_to_province",
                "awarded",
                "declined",
                "withdrawn",
                "revoked",
                name="state",
                native_enum=False,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("field", sa.String(), nullable=True),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("is_opening", sa.Boolean(), nullable=False),
        sa.Column("author_id", sa.Integer(), nullable=False),
        sa.Column("author_title", sa.String(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("answer", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["author_id"], ["user.id"], name=op.f("fk_remark_author_id")),
        sa.ForeignKeyConstraint(["nomination_id"], ["nomination.id"], name=op.f("fk_remark_nomination_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_remark")),
    )
    op.create_index(op.f("ix_remark_nomination_id"), "remark", ["nomination_id"], unique=False)
    op.create_table(
        "snapshot",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("nomination_id", sa.Integer(), nullable=False),
        sa.Column("round", sa.Integer(), nullable=False),
        sa.Column("content_hash", sa.String(), nullable=False),
        sa.Column("content", postgresql.JSONB(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.ForeignKeyConstraint(["nomination_id"], ["nomination.id"], name=op.f("fk_snapshot_nomination_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_snapshot")),
    )
    op.create_index(op.f("ix_snapshot_nomination_id"), "snapshot", ["nomination_id"], unique=False)
    op.create_table(
        "submission_item",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("submission_id", sa.Integer(), nullable=False),
        sa.Column("nomination_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("returned_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["nomination_id"], ["nomination.id"], name=op.f("fk_submission_item_nomination_id")
        ),
        sa.ForeignKeyConstraint(
            ["submission_id"], ["submission.id"], name=op.f("fk_submission_item_submission_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_submission_item")),
        sa.UniqueConstraint(
            "submission_id", "nomination_id", name=op.f("uq_submission_item_submission_id_nomination_id")
        ),
    )
    op.create_index(
        op.f("ix_submission_item_nomination_id"), "submission_item", ["nomination_id"], unique=False
    )
    op.create_table(
        "audit_value",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("field", sa.String(), nullable=False),
        sa.Column("salt", sa.String(), nullable=False),
        sa.Column("value", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["event_id"], ["audit_event.id"], name=op.f("fk_audit_value_event_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_audit_value")),
    )
    op.create_index(op.f("ix_audit_value_event_id"), "audit_value", ["event_id"], unique=False)
    op.create_table(
        "document",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column(
            "type",
            sa.Enum(
                "submission_letter",
                "award_decision",
                "certificate",
                name="documenttype",
                native_enum=False,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "state",
            sa.Enum("pending", "ready", "failed", name="documentstate", native_enum=False, length=40),
            nullable=False,
        ),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("submission_id", sa.Integer(), nullable=True),
        sa.Column("decision_id", sa.Integer(), nullable=True),
        sa.Column("award_id", sa.Integer(), nullable=True),
        sa.Column("sha256", sa.String(), nullable=True),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("next_try_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("last_error", sa.String(), nullable=False),
        sa.Column("ordered_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "num_nonnulls(submission_id, decision_id, award_id) = 1", name=op.f("ck_document_one_subject")
        ),
        sa.ForeignKeyConstraint(["award_id"], ["award.id"], name=op.f("fk_document_award_id")),
        sa.ForeignKeyConstraint(["decision_id"], ["decision.id"], name=op.f("fk_document_decision_id")),
        sa.ForeignKeyConstraint(["sha256"], ["stored_file.sha256"], name=op.f("fk_document_sha256")),
        sa.ForeignKeyConstraint(["submission_id"], ["submission.id"], name=op.f("fk_document_submission_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_document")),
    )
    op.create_index(op.f("ix_document_award_id"), "document", ["award_id"], unique=False)
    op.create_index(op.f("ix_document_decision_id"), "document", ["decision_id"], unique=False)
    op.create_index(
        "ix_document_pending",
        "document",
        ["next_try_at"],
        unique=False,
        postgresql_where=sa.text("state = 'pending'"),
    )
    op.create_index(op.f("ix_document_submission_id"), "document", ["submission_id"], unique=False)
    op.create_index("uq_document_award", "document", ["type", "award_id", "version"], unique=True)
    op.create_index("uq_document_decision", "document", ["type", "decision_id", "version"], unique=True)
    op.create_index("uq_document_submission", "document", ["type", "submission_id", "version"], unique=True)
    op.create_table(
        "message",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("act_id", sa.Uuid(), nullable=False),
        sa.Column("action", sa.String(), nullable=False),
        sa.Column(
            "kind", sa.Enum("turn", "news", name="messagekind", native_enum=False, length=40), nullable=False
        ),
        sa.Column(
            "channel", sa.Enum("mail", "screen", name="channel", native_enum=False, length=40), nullable=False
        ),
        sa.Column("nomination_id", sa.Integer(), nullable=True),
        sa.Column("state_seq", sa.Integer(), nullable=False),
        sa.Column("recipient_id", sa.Integer(), nullable=False),
        sa.Column(
            "recipient_role",
            sa.Enum(
                "drafter",
                "unit_head",
                "clerk",
                "culture",
                "council",
                "chair",
                "district",
                "province",
                "auditor",
                "admin",
                name="role",
                native_enum=False,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column("address", sa.String(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "pending",
                "sending",
                "sent",
                "failed",
                "cancelled",
                name="messagestate",
                native_enum=False,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("next_try_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("lease_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("last_error", sa.String(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["event_id"], ["audit_event.id"], name=op.f("fk_message_event_id")),
        sa.ForeignKeyConstraint(["nomination_id"], ["nomination.id"], name=op.f("fk_message_nomination_id")),
        sa.ForeignKeyConstraint(["recipient_id"], ["user.id"], name=op.f("fk_message_recipient_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_message")),
    )
    op.create_index("ix_message_act", "message", ["act_id", "recipient_id"], unique=False)
    op.create_index(
        "ix_message_due",
        "message",
        ["next_try_at"],
        unique=False,
        postgresql_where=sa.text("state IN ('pending', 'sending')"),
    )
    op.create_index(
        "ix_message_failed", "message", ["id"], unique=False, postgresql_where=sa.text("state = 'failed'")
    )
    op.create_index(op.f("ix_message_nomination_id"), "message", ["nomination_id"], unique=False)
    op.create_index("uq_message", "message", ["event_id", "recipient_id", "kind"], unique=True)


TABLES = [
    "message",
    "document",
    "audit_value",
    "submission_item",
    "snapshot",
    "remark",
    "hold",
    "claim",
    "award",
    "audit_event",
    "attachment",
    "appraisal",
    "nomination",
    "decision",
    "criterion",
    "submission",
    "award_form",
    "setting",
    "number_book",
    "nominee",
    "draft_buffer",
    "campaign",
    "appointment",
    "user",
    "stored_file",
    "organisation",
    "audit_stream",
    "access_event",
]
