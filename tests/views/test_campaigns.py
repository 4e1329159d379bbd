"""The campaigns: read by everybody they concern, written by their own clerk only."""

from datetime import date

import pytest
from flask import g

from models import AuditEvent, AwardForm, Campaign, Claim, Criterion, Organisation, db
from models.enums import Level, State
from tests.views.forms import read
from tests.workflow.world import dossier

PLAN = {
    "title": "Kế hoạch thi đua", "short_title": "Phong trào mới Bắc Sơn", "code": "PTM1", "plan_symbol": "KH-UBND",
    "contents": "Nội dung một\n\nNội dung hai", "starts_on": "01/06/2025", "ends_on": "31/12/2025",
    "duties": "Văn phòng\nTổng hợp.\n\nCác khối phố\nTriển khai.\nBáo cáo.", "purposes": "Một\nHai",
    "version": "0",
}  # fmt: skip


@pytest.fixture(autouse=True)
def _each_request_has_its_own_person(app):
    """The test holds one application context, and what is kept in it would outlive a request."""

    def forget() -> None:
        g.pop("person", None)
        g.pop("_login_user", None)

    app.before_request_funcs.setdefault(None, []).insert(0, forget)


def first_campaign() -> Campaign:
    town = db.session.scalars(db.select(Organisation.id).filter_by(level=Level.TOWN)).all()
    return db.session.scalars(db.select(Campaign).filter(Campaign.organisation_id.in_(town))).first()


@pytest.mark.parametrize("who", ["drafter", "head", "clerk", "chair", "district", "province", "admin"])
def test_whoever_it_concerns_reads_the_plan(visit, who):
    campaign = first_campaign()
    answer = visit(who).get(f"/campaigns/{campaign.slug}")
    text = answer.get_data(as_text=True)
    assert answer.status_code == 200
    assert campaign.contents[0][:40] in text
    assert campaign.award_forms[0].name in text


def test_a_campaign_of_another_province_is_not_there(visit):
    other = Organisation(level=Level.PROVINCE, name="UBND tỉnh khác", short_name="Tỉnh khác")
    db.session.add(other)
    db.session.flush()
    db.session.add(Campaign(organisation_id=other.id, slug="xa", code="XA1", title="Xa", short_title="Xa",
                            starts_on=date(2025, 1, 1), ends_on=date(2025, 12, 31), published=True))  # fmt: skip
    db.session.commit()
    clerk = visit("clerk")
    assert clerk.get("/campaigns/xa").status_code == 404
    assert clerk.get("/campaigns/xa/edit").status_code == 404


def test_the_clerk_writes_a_plan_and_only_the_clerk(visit):
    assert visit("drafter").post("/campaigns", data=PLAN).status_code == 403
    clerk = visit("clerk")
    answer = clerk.post("/campaigns", data=PLAN)
    assert (answer.status_code, answer.location) == (302, "/campaigns/phong-trao-moi-bac-son")
    made = db.session.scalars(db.select(Campaign).filter_by(code="PTM1")).one()
    assert made.contents == ["Nội dung một", "Nội dung hai"]
    assert made.duties == [{"addressees": "Văn phòng", "text": "Tổng hợp."},
                           {"addressees": "Các khối phố", "text": "Triển khai.\nBáo cáo."}]  # fmt: skip
    assert not made.published
    assert visit("drafter").get("/campaigns/phong-trao-moi-bac-son").status_code == 404


def test_a_wrong_plan_comes_back_with_what_was_typed(visit):
    answer = visit("clerk").post("/campaigns", data=PLAN | {"code": "ptm", "ends_on": "31/13/2025"})
    text = answer.get_data(as_text=True)
    assert answer.status_code == 422
    assert "Từ 2 đến 12 chữ in hoa" in text
    assert 'value="31/13/2025"' in text
    assert "Nội dung hai" in text


def test_the_second_writer_does_not_overwrite_the_first(visit):
    clerk = visit("clerk")
    clerk.post("/campaigns", data=PLAN)
    where = "/campaigns/phong-trao-moi-bac-son/edit"
    assert clerk.get(where).status_code == 200
    assert clerk.post(where, data=PLAN | {"version": "1", "closing": "Lời một"}).status_code == 302
    late = clerk.post(where, data=PLAN | {"version": "1", "closing": "Lời hai"})
    assert late.status_code == 409
    assert "Lời hai" in late.get_data(as_text=True)
    db.session.expire_all()
    assert db.session.scalars(db.select(Campaign.closing).filter_by(code="PTM1")).one() == "Lời một"


FORM = {"name": "Giấy khen", "code": "giay-khen", "granter_level": "district", "kinds": ["individual"],
        "papers-individual": ["report"], "criteria-individual": "Câu một\nCâu hai", "version": "1"}  # fmt: skip


def test_an_award_form_is_granted_at_a_level_that_the_procedure_reaches(visit):
    clerk = visit("clerk")
    clerk.post("/campaigns", data=PLAN)
    where = "/campaigns/phong-trao-moi-bac-son/forms/new"
    assert 'value="town"' not in clerk.get(where).get_data(as_text=True)
    answer = clerk.post(where, data=FORM | {"granter_level": "town"})
    assert answer.status_code == 422
    assert 'id="granter_level-error"' in answer.get_data(as_text=True)


def test_a_form_that_dossiers_were_submitted_for_keeps_its_name_and_its_criteria(visit):
    clerk = visit("clerk")
    form = db.session.scalars(db.select(AwardForm).filter_by(code="district_merit")).first()
    where = f"/campaigns/{form.campaign.slug}/forms/{form.id}"
    page = clerk.get(where).get_data(as_text=True)
    assert form.name in page
    papers = {f"papers-{kind}": names for kind, names in form.required_papers.items()}
    criteria = {
        f"criteria-{kind.value}": "\n".join(one.text for one in form.criteria_for(kind))
        for kind in form.kinds
    }
    same = {
        "name": form.name, "code": form.code, "granter_level": form.granter_level.value,
        "kinds": [kind.value for kind in form.kinds], "version": str(form.campaign.version),
    } | papers | criteria  # fmt: skip
    renamed = clerk.post(where, data=same | {"name": "Giấy khen khác"})
    assert renamed.status_code == 422
    assert 'id="name-error"' in renamed.get_data(as_text=True)
    longer = {"criteria-individual": criteria["criteria-individual"] + "\nCâu mới"}
    added = clerk.post(where, data=same | longer)
    assert added.status_code == 422
    assert 'id="criteria-individual-error"' in added.get_data(as_text=True)


def test_a_plan_is_published_once_it_has_award_forms(visit):
    clerk = visit("clerk")
    clerk.post("/campaigns", data=PLAN)
    where = "/campaigns/phong-trao-moi-bac-son"
    assert clerk.get(f"{where}/forms/new").status_code == 200
    refused = clerk.post(f"{where}/publish", data={"version": "1"})
    assert refused.status_code == 422
    assert "Chưa có hình thức khen thưởng" in refused.get_data(as_text=True)
    assert clerk.post(f"{where}/forms/new", data=FORM).status_code == 302
    form = db.session.scalars(db.select(AwardForm).join(Campaign).filter(Campaign.code == "PTM1")).one()
    assert [one.text for one in form.criteria] == ["Câu một", "Câu hai"]
    assert form.required_papers == {"individual": ["report"]}
    changed = FORM | {"criteria-individual": "Câu hai\nCâu ba", "version": "2"}
    assert clerk.get(f"{where}/forms/{form.id}").status_code == 200
    assert clerk.post(f"{where}/forms/{form.id}", data=changed).status_code == 302
    assert clerk.post(f"{where}/publish", data={"version": "3"}).status_code == 302
    db.session.expire_all()
    texts = db.session.scalars(
        db.select(Criterion.text).filter_by(award_form_id=form.id).order_by(Criterion.position)
    )
    assert texts.all() == ["Câu hai", "Câu ba"]
    stream = f"campaign:{form.campaign_id}"
    done = db.session.scalars(db.select(AuditEvent.action).filter_by(stream=stream).order_by(AuditEvent.seq))
    assert done.all() == ["create", "save", "save", "publish"]


def test_what_a_dossier_uses_is_not_taken_away(visit):
    used = db.session.scalars(db.select(Criterion).join(Claim)).first()
    form = used.award_form
    where, version = f"/campaigns/{form.campaign.slug}/forms/{form.id}", form.campaign.version
    others = "\n".join(one.text for one in form.criteria_for(used.nominee_kind) if one.id != used.id)
    data = {"name": form.name, "code": form.code, "granter_level": form.granter_level.value, "version": version,
            "kinds": list(form.required_papers), f"criteria-{used.nominee_kind.value}": others + "\nCâu khác"}  # fmt: skip
    for kind in form.kinds:
        data.setdefault(f"criteria-{kind.value}", "\n".join(one.text for one in form.criteria_for(kind)))
    clerk = visit("clerk")
    refused = clerk.post(where, data=data)
    assert refused.status_code == 422
    assert "Đã có hồ sơ dùng tiêu chuẩn" in refused.get_data(as_text=True)
    assert clerk.post(where, data={"delete": "1", "version": version}).status_code == 422


def test_guidance_is_registered(visit):
    campaign = first_campaign()
    where = f"/campaigns/{campaign.slug}"
    typed = {
        "guidance_number": "12/HD-UBND",
        "guidance_on": "x",
        "guidance_issuer": "UBND huyện",
        "version": campaign.version,
    }
    clerk = visit("clerk")
    assert clerk.post(f"{where}/guidance", data=typed).status_code == 422
    assert clerk.post(f"{where}/guidance", data=typed | {"guidance_on": "01/06/2025"}).status_code == 302
    db.session.expire_all()
    assert first_campaign().guidance_number == "12/HD-UBND"


def test_guidance_adds_a_criterion_and_a_ceiling_that_the_dossier_and_its_return_show(visit):
    row = dossier(State.UNIT_APPROVED)
    db.session.commit()
    campaign, form = row.campaign, row.award_form
    where = f"/campaigns/{campaign.slug}"
    clerk = visit("clerk")
    known = (
        read(clerk.get(f"{where}/guidance").get_data(as_text=True))
        .forms[-1]
        .data({f"ceiling-{one.id}": "30" for one in campaign.award_forms})
    )
    typed = known | {f"criteria-{form.id}-{row.kind.value}": "Có cách làm mới", f"ceiling-{form.id}": "một"}
    refused = clerk.post(f"{where}/guidance", data=typed)
    assert refused.status_code == 422
    assert "Có cách làm mới" in refused.get_data(as_text=True)
    taken = clerk.post(f"{where}/guidance", data=typed | {f"ceiling-{form.id}": "12"}, follow_redirects=True)
    page = taken.get_data(as_text=True)
    assert "hồ sơ phải trả lời tiêu chuẩn bổ sung" in page
    assert "nhiều nhất 12 hồ sơ" in page
    shown = clerk.get(f"/nominations/{row.code}").get_data(as_text=True)
    assert "Còn tiêu chuẩn bổ sung chưa trả lời" in shown
    assert f"Bổ sung theo hướng dẫn số {typed['guidance_number']}" in shown
    asked = clerk.get(f"/nominations/{row.code}/actions/return").get_data(as_text=True)
    assert "Xin nêu thành tích và minh chứng theo tiêu chuẩn này." in asked
    # A second click comes too late, and what it carries is not written twice.
    assert clerk.post(f"{where}/guidance", data=typed | {f"ceiling-{form.id}": "12"}).status_code == 409
