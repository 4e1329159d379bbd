"""The nominations of the demo, each with the way that it has gone; everybody here is invented.

Remarks of a return stand at `claim-1` or `claim-2`, by the position of the criterion.
"""

from datetime import date
from typing import Any

Record = dict[str, Any]


def individual(
    name: str,
    born_on: date,
    gender: str,
    position: str,
    hometown: str,
    address: str,
    *,
    account: str | None = None,
) -> Record:
    """A person; `account` is the user name, where the nominee is one of the demo's people."""
    return {
        "kind": "individual",
        "name": name,
        "born_on": born_on,
        "gender": gender,
        "position": position,
        "hometown": hometown,
        "address": address,
        "account": account,
    }


def collective(name: str, address: str) -> Record:
    """A collective, with the place where it sits."""
    return {
        "kind": "collective",
        "name": name,
        "born_on": None,
        "gender": "",
        "position": "",
        "hometown": "",
        "address": address,
        "account": None,
    }


def claim(content: int, text: str, evidence: str) -> Record:
    """An achievement, tied to one of the four contents of the plan."""
    return {"content": content, "text": text, "evidence": evidence}


def step(month: int, day: int, user: str, act: str, **inputs: Any) -> Record:
    """One act of the story, in 2025."""
    return {"on": date(2025, month, day), "user": user, "act": act, "inputs": inputs}


def story_of(steps: list[Record]) -> Record:
    """The steps, and what stands out among them: paper, remarks, hold, reason, where it stopped."""
    inputs = {one["act"]: one["inputs"] for one in steps}
    closing = inputs.get("decline") or inputs.get("withdraw") or {}
    stops = {"approve": "waiting", "receive": "received", "appraise": "appraised"}
    return {
        "steps": steps,
        "step": stops.get(steps[-1]["act"]),
        "on_paper": "enter_on_paper" in inputs,
        "received_on": inputs.get("enter_on_paper", {}).get("paper_received_on"),
        "remarks": inputs.get("return", {}).get("remarks"),
        "hold": inputs.get("hold", {}).get("reason"),
        "reason": closing.get("reason"),
    }


def nomination(
    code: str,
    target: str,
    unit: str,
    award_form: str,
    nominee: Record,
    summary: str,
    *claims: Record,
    paper_note: str,
    story: list[Record],
    incomplete: list[str] | None = None,
) -> Record:
    """A dossier; its claims answer the criteria in their order."""
    return {
        "code": code,
        "target": target,
        "unit": unit,
        "award_form": award_form,
        "nominee": nominee | {"unit": unit},
        "summary": summary,
        "claims": [{"criterion": i, **one} for i, one in enumerate(claims, start=1)],
        "paper_note": paper_note,
        "incomplete": incomplete or [],
        "story": story_of(story),
        "invented": True,
    }


SUBMISSIONS: dict[str, Record] = {
    "district_1": {
        "from": "town_bacson",
        "to": "district_bacson",
        "symbol": "TTr-UBND",
        "issued_on": date(2025, 5, 6),
        "made_by": "clerk",
        "sent_by": "chair",
        "invented": True,
    },
    "district_2": {
        "from": "town_bacson",
        "to": "district_bacson",
        "symbol": "TTr-UBND",
        "issued_on": date(2025, 5, 20),
        "made_by": "clerk",
        "sent_by": "chair",
        "invented": True,
    },
    "dongmo_1": {
        "from": "town_dongmo",
        "to": "district_chilang",
        "symbol": "TTr-UBND",
        "issued_on": date(2025, 5, 21),
        "made_by": "clerk2",
        "sent_by": "chair2",
        "invented": True,
    },
    "province_1": {
        "from": "district_bacson",
        "to": "province_langson",
        "symbol": "TTr-UBND",
        "issued_on": date(2025, 5, 14),
        "made_by": "district",
        "sent_by": "district",
        "invented": True,
    },
    "province_2": {
        "from": "district_bacson",
        "to": "province_langson",
        "symbol": "TTr-UBND",
        "issued_on": date(2025, 5, 27),
        "made_by": "district",
        "sent_by": "district",
        "invented": True,
    },
}

DECISIONS: dict[str, Record] = {
    "district_1": {
        "award_form": "district_merit",
        "number": "1047",
        "symbol": "QĐ-UBND",
        "issued_on": date(2025, 5, 22),
        "signer_name": "Hoàng Phúc Trường",
        "signer_title": "Chủ tịch UBND huyện Bắc Sơn",
        "made_by": "district",
        "invented": True,
    },
    "province_1": {
        "award_form": "province_merit",
        "number": "982",
        "symbol": "QĐ-UBND",
        "issued_on": date(2025, 5, 29),
        "signer_name": "Trịnh Gia Khiêm",
        "signer_title": "Chủ tịch UBND tỉnh Lạng Sơn",
        "made_by": "province",
        "invented": True,
    },
}

# fmt: off
NOMINATIONS: list[Record] = [
    nomination(
        "QH80-2025-0001", "awarded", "women", "district_merit",
        collective(
            "Chi hội Phụ nữ khối phố Lê Hồng Phong",
            "Nhà văn hóa khối phố Lê Hồng Phong, thị trấn Bắc Sơn",
        ),
        "Giữ vững chi hội vững mạnh 04 năm; 115 hội viên tham gia tiết kiệm 486 triệu đồng.",
        claim(1,
              "Chi hội tổ chức 13 buổi truyền thông về quyền bầu cử và vai trò của nữ đại biểu "
              "Quốc hội cho 720 lượt người. Đội văn nghệ đạt giải Nhất hội diễn chào mừng cấp thị "
              "trấn. Giữ vững danh hiệu chi hội vững mạnh 04 năm liền.",
              "Giấy công nhận giải Nhất; quyết định xếp loại chi hội các năm."),
        claim(3,
              "Sáng kiến “ống tiền tiết kiệm 2.000 đồng mỗi ngày” thu hút 115 hội viên, số dư 486 "
              "triệu đồng, đạt 162% chỉ tiêu. Nguồn vốn này giúp 21 hội viên khởi sự kinh doanh, "
              "hoàn thành chỉ tiêu cả năm ngay trong quý III/2024.",
              "Sổ tiết kiệm của Chi hội; danh sách 21 hội viên vay vốn."),
        paper_note="Báo cáo thành tích tập thể, 05 trang, có xác nhận của thủ trưởng đơn vị ngày "
        "6/3/2025.",
        story=[
            step(3, 3, "drafter", "create"), step(3, 7, "drafter", "submit"),
            step(3, 10, "head", "approve"),
            step(3, 12, "clerk", "receive", received_on=date(2025, 3, 12)),
            step(3, 24, "clerk", "appraise",
                 met=[True, True],
                 remarks=[
                     "Đạt; số liệu khớp với báo cáo của đơn vị.",
                     "Đạt; có minh chứng đã áp dụng.",
                 ]),
            step(4, 9, "clerk", "review"), step(5, 6, "chair", "send", submission="district_1"),
            step(5, 22, "district", "award", decision="district_1"),
        ],
    ),
    nomination(
        "QH80-2025-0002", "awarded", "justice", "district_merit",
        individual(
            "Bế Thị Hoàng Lan", date(1989, 5, 5), "Nữ", "Hòa giải viên, cộng tác viên tư pháp",
            "xã Tân Thành, huyện Bắc Sơn, tỉnh Lạng Sơn",
            "khối phố Lê Hồng Phong, thị trấn Bắc Sơn",
        ),
        "Trợ giúp 57 trường hợp làm thủ tục hộ tịch tại nhà; đạt giải Nhì hội thi hòa giải viên "
        "giỏi.",
        claim(2,
              "Phối hợp làm thủ tục hộ tịch tại nhà cho 57 trường hợp người già yếu, khuyết tật. "
              "Biên soạn 09 tình huống pháp luật dùng trong sinh hoạt khối phố. Đạt giải Nhì hội "
              "thi hòa giải viên giỏi cấp huyện năm 2024.",
              "Danh sách 57 trường hợp; giấy chứng nhận giải Nhì."),
        claim(4,
              "Đề xuất lịch tư vấn pháp luật lưu động trước mỗi kỳ tiếp xúc cử tri, được đưa vào "
              "kế hoạch thực hiện nghị quyết của HĐND thị trấn. Qua 06 buổi, 44 ý kiến được giải "
              "đáp tại chỗ, giảm số câu hỏi phải chuyển lên kỳ họp.",
              "Kế hoạch, biên bản 06 buổi tư vấn lưu động."),
        paper_note="Báo cáo thành tích cá nhân, 03 trang, có xác nhận của thủ trưởng đơn vị ngày "
        "7/3/2025.",
        story=[
            step(3, 4, "drafter.tpht", "create"), step(3, 10, "drafter.tpht", "submit"),
            step(3, 11, "head.tpht", "approve"),
            step(3, 13, "clerk", "receive", received_on=date(2025, 3, 13)),
            step(3, 25, "clerk", "appraise",
                 met=[True, True],
                 remarks=["Đạt; minh chứng đầy đủ.", "Đạt; có xác nhận của nơi áp dụng."]),
            step(4, 10, "clerk", "review"), step(5, 6, "chair", "send", submission="district_1"),
            step(5, 22, "district", "award", decision="district_1"),
            step(5, 30, "clerk", "hand_over",
                 handed_over_on=date(2025, 5, 30),
                 note="Trao tại hội nghị giao ban tháng 5 của UBND thị trấn."),
        ],
    ),
    nomination(
        "QH80-2025-0003", "awarded", "office", "province_merit",
        collective("Bộ phận Tiếp nhận và Trả kết quả thị trấn Bắc Sơn", "Trụ sở UBND thị trấn"),
        "Giải quyết đúng và trước hạn 99,8% của 7.945 hồ sơ; mức độ hài lòng đạt 98,4%.",
        claim(4,
              "Năm 2024 tiếp nhận 7.945 hồ sơ, giải quyết đúng và trước hạn 99,8%, mức độ hài lòng "
              "đạt 98,4%. Tiếp nhận 63 phản ánh, kiến nghị qua hệ thống và trả lời 100% trong 05 "
              "ngày. Dẫn đầu các xã, thị trấn trong huyện về hồ sơ trực tuyến.",
              "Kết xuất hệ thống một cửa; thông báo xếp hạng của huyện."),
        claim(3,
              "Sáng kiến “hẹn giờ qua tin nhắn” giảm thời gian chờ từ 26 phút xuống 07 phút, được "
              "công nhận cấp huyện. Tỷ lệ hồ sơ trực tuyến đạt 84%, vượt 24 điểm phần trăm so với "
              "chỉ tiêu theo nghị quyết của HĐND.",
              "Quyết định công nhận sáng kiến; khảo sát thời gian chờ."),
        paper_note="Báo cáo thành tích tập thể, 08 trang, có xác nhận của thủ trưởng đơn vị ngày "
        "7/3/2025.",
        story=[
            step(3, 5, "drafter.vp", "create"), step(3, 10, "drafter.vp", "submit"),
            step(3, 11, "head.vp", "approve"),
            step(3, 12, "clerk", "receive", received_on=date(2025, 3, 12)),
            step(3, 21, "clerk", "appraise",
                 met=[True, True],
                 remarks=[
                     "Đạt; thành tích nổi bật trong các đơn vị cùng loại.",
                     "Đạt; sáng kiến chưa dùng cho lần khen nào.",
                 ]),
            step(4, 4, "clerk", "review"), step(5, 6, "chair", "send", submission="district_1"),
            step(5, 14, "district", "forward", submission="province_1"),
            step(5, 29, "province", "award", decision="province_1"),
        ],
    ),
    nomination(
        "QH80-2025-0004", "awarded", "yl", "district_merit",
        individual(
            "Dương Hồng Sẵng", date(1970, 1, 16), "Nam",
            "Chi hội trưởng Chi hội Nông dân khối phố Yên Lãng",
            "xã Bắc Quỳnh, huyện Bắc Sơn, tỉnh Lạng Sơn", "khối phố Yên Lãng, thị trấn Bắc Sơn",
        ),
        "Hướng dẫn 48 hội viên sản xuất an toàn; đề xuất tuyến mương 1,2 km được đưa vào nghị "
        "quyết.",
        claim(2,
              "Phổ biến 05 chính sách hỗ trợ sản xuất của tỉnh đến 100% hội viên, giúp 48 hội viên "
              "chuyển sang sản xuất theo quy trình an toàn. Vận động xây 06 bể thu gom vỏ bao "
              "thuốc bảo vệ thực vật. Thu nhập bình quân của hội viên tăng 12%.",
              "Danh sách hội viên áp dụng quy trình; ảnh 06 bể thu gom."),
        claim(3,
              "Đề xuất cứng hóa 1,2 km mương nội đồng, được HĐND thị trấn đưa vào nghị quyết đầu "
              "tư năm 2024. Phương án chia ca góp công giúp hoàn thành trước vụ xuân 25 ngày, chủ "
              "động tưới cho 17 ha.",
              "Nghị quyết của HĐND thị trấn; biên bản nghiệm thu tuyến mương."),
        paper_note="Báo cáo thành tích cá nhân, 03 trang, có xác nhận của thủ trưởng đơn vị ngày "
        "10/3/2025.",
        story=[
            step(3, 6, "drafter.yl", "create"), step(3, 11, "drafter.yl", "submit"),
            step(3, 13, "head.yl", "approve"),
            step(3, 17, "clerk", "receive", received_on=date(2025, 3, 17)),
            step(3, 27, "clerk", "appraise",
                 met=[True, True],
                 remarks=[
                     "Đạt; đã đối chiếu bản gốc.",
                     "Đạt; kết quả đo được, nêu rõ trước và sau.",
                 ]),
            step(4, 10, "clerk", "review"), step(5, 6, "chair", "send", submission="district_1"),
            step(5, 22, "district", "award", decision="district_1"),
        ],
    ),
    nomination(
        "QH80-2025-0005", "awarded", "health", "province_merit",
        individual(
            "Nguyễn Thị Mỹ Duyên", date(1985, 4, 26), "Nữ", "Y sĩ đa khoa",
            "xã Vũ Sơn, huyện Bắc Sơn, tỉnh Lạng Sơn", "khối phố Trần Phú, thị trấn Bắc Sơn",
        ),
        "Chăm sóc 1.260 lượt người cao tuổi tại nhà; xây dựng đề án y tế khối phố trình HĐND thị "
        "trấn.",
        claim(2,
              "Trực tiếp phổ biến pháp luật về phòng, chống dịch bệnh và an toàn thực phẩm trong "
              "34 buổi, 1.870 lượt người nghe. Chăm sóc 1.260 lượt người cao tuổi tại nhà. Phát "
              "hiện sớm 02 ổ dịch, không để lây lan.",
              "Sổ khám tại nhà; báo cáo giám sát dịch tễ."),
        claim(3,
              "Chủ trì tham mưu đề án mạng lưới y tế khối phố, được HĐND thị trấn thông qua năm "
              "2024, gồm 14 cộng tác viên. Sau 09 tháng, tỷ lệ quản lý người tăng huyết áp tăng từ "
              "58% lên 83%.",
              "Nghị quyết thông qua đề án; báo cáo quản lý bệnh không lây nhiễm."),
        paper_note="Báo cáo thành tích cá nhân, 05 trang, có xác nhận của thủ trưởng đơn vị ngày "
        "10/3/2025.",
        story=[
            step(3, 7, "drafter.tyt", "create"), step(3, 12, "drafter.tyt", "submit"),
            step(3, 14, "head.tyt", "approve"),
            step(3, 18, "clerk", "receive", received_on=date(2025, 3, 18)),
            step(3, 28, "clerk", "appraise",
                 met=[True, True],
                 remarks=["Đạt; minh chứng đầy đủ.", "Đạt; có xác nhận của nơi áp dụng."]),
            step(4, 8, "clerk", "review"), step(5, 6, "chair", "send", submission="district_1"),
            step(5, 14, "district", "forward", submission="province_1"),
            step(5, 29, "province", "award", decision="province_1"),
        ],
    ),
    nomination(
        "QH80-2025-0006", "sent_to_province", "culture_social", "province_merit",
        individual(
            "Lý Đình Chẩn", date(1974, 11, 19), "Nam", "Công chức Văn hóa – Xã hội",
            "xã Mỏ Nhài, huyện Bắc Sơn, tỉnh Lạng Sơn", "khối phố Vĩnh Thuận, thị trấn Bắc Sơn",
        ),
        "Tham mưu 06 kế hoạch phát động thi đua; tỷ lệ khối phố văn hóa đạt 100%.",
        claim(1,
              "Tham mưu UBND thị trấn 06 kế hoạch phát động thi đua, tổ chức 48 buổi tuyên truyền "
              "về Ngày Tổng tuyển cử đầu tiên với 5.270 lượt người. 100% khối phố đạt danh hiệu "
              "văn hóa. Giới thiệu 23 gương điển hình trên phương tiện thông tin đại chúng.",
              "06 kế hoạch đã ban hành; danh sách 23 gương điển hình."),
        claim(3,
              "Sáng kiến “Một khối phố, một điển hình” được công nhận cấp huyện năm 2024, áp dụng "
              "tại toàn thị trấn và 04 xã. Nhờ đó nghị quyết của HĐND về phong trào văn hóa hoàn "
              "thành 12/12 chỉ tiêu.",
              "Quyết định công nhận sáng kiến cấp huyện; báo cáo thực hiện nghị quyết."),
        paper_note="Báo cáo thành tích cá nhân, 06 trang, có xác nhận của thủ trưởng đơn vị ngày "
        "14/3/2025.",
        story=[
            step(3, 11, "drafter.vhxh", "create"), step(3, 17, "drafter.vhxh", "submit"),
            step(3, 18, "head.vhxh", "approve"),
            step(3, 20, "clerk", "receive", received_on=date(2025, 3, 20)),
            step(4, 1, "clerk", "appraise",
                 met=[True, True],
                 remarks=[
                     "Đạt; số liệu khớp với báo cáo của đơn vị.",
                     "Đạt; có minh chứng đã áp dụng.",
                 ]),
            step(4, 11, "clerk", "review"), step(5, 6, "chair", "send", submission="district_1"),
            step(5, 27, "district", "forward", submission="province_2"),
        ],
    ),
    nomination(
        "QH80-2025-0007", "declined", "vt", "district_merit",
        collective(
            "Câu lạc bộ Dưỡng sinh khối phố Vĩnh Thuận",
            "Nhà văn hóa khối phố Vĩnh Thuận, thị trấn Bắc Sơn",
        ),
        "Duy trì sinh hoạt 46 thành viên; biểu diễn chào mừng 03 sự kiện của thị trấn.",
        claim(1,
              "Câu lạc bộ duy trì luyện tập 05 buổi mỗi tuần với 46 thành viên, biểu diễn tại 03 "
              "sự kiện chào mừng của thị trấn. Sau mỗi buổi tập dành 10 phút đọc tin về Quốc hội "
              "và địa phương.",
              "Lịch luyện tập; ảnh biểu diễn."),
        claim(1,
              "Vận động thành viên đóng góp 15 triệu đồng mua loa và thảm tập, hoàn thành trước kế "
              "hoạch 15 ngày. Số thành viên tăng từ 30 lên 46 người.",
              "Sổ quỹ Câu lạc bộ."),
        paper_note="Báo cáo thành tích tập thể, 02 trang, có xác nhận của thủ trưởng đơn vị ngày "
        "14/3/2025.",
        story=[
            step(3, 12, "drafter.vt", "create"), step(3, 17, "drafter.vt", "submit"),
            step(3, 19, "head.vt", "approve"),
            step(3, 21, "clerk", "receive", received_on=date(2025, 3, 21)),
            step(4, 2, "clerk", "appraise",
                 met=[True, True],
                 remarks=[
                     "Đạt; số liệu khớp với báo cáo của đơn vị.",
                     "Đạt; có minh chứng đã áp dụng.",
                 ]),
            step(4, 14, "clerk", "review"), step(5, 6, "chair", "send", submission="district_1"),
            step(5, 16, "district", "decline",
                 reason=(
                     "Câu lạc bộ không thuộc đối tượng tại mục IV.1 của Kế hoạch (các ban, ngành, "
                     "các khối phố); đề nghị khối phố xem xét khen theo hình thức khác."
                 )),
        ],
    ),
    nomination(
        "QH80-2025-0008", "sent_to_province", "front", "province_merit",
        collective("Ủy ban Mặt trận Tổ quốc Việt Nam thị trấn Bắc Sơn", "Trụ sở UBND thị trấn"),
        "Chủ trì 10 hội nghị tiếp xúc cử tri, 236 ý kiến; xóa 22/22 nhà tạm trước hạn 04 tháng.",
        claim(4,
              "Phối hợp tổ chức 10 hội nghị tiếp xúc cử tri của đại biểu HĐND ba cấp với 1.640 "
              "lượt cử tri, tổng hợp 236 ý kiến, 228 ý kiến được trả lời. Giám sát 14 chuyên đề, "
              "kiến nghị thu hồi 46 triệu đồng. Được xếp loại xuất sắc năm 2024.",
              "Báo cáo tổng hợp ý kiến cử tri; kết luận giám sát; thông báo xếp loại."),
        claim(3,
              "Giải pháp ghép nguồn lực dòng họ, doanh nghiệp và ngày công giúp xóa 22/22 nhà tạm, "
              "nhà dột nát, hoàn thành trước thời hạn 04 tháng. Tổng huy động đạt 1,87 tỷ đồng, "
              "bằng 149% kế hoạch.",
              "Danh sách 22 nhà; biên bản nghiệm thu, quyết toán."),
        paper_note="Báo cáo thành tích tập thể, 08 trang, có xác nhận của thủ trưởng đơn vị ngày "
        "19/3/2025.",
        story=[
            step(3, 14, "drafter.mttq", "create"), step(3, 20, "drafter.mttq", "submit"),
            step(3, 21, "council3", "approve"),
            step(3, 24, "clerk", "receive", received_on=date(2025, 3, 24)),
            step(4, 3, "clerk", "appraise",
                 met=[True, True],
                 remarks=[
                     "Đạt; đã đối chiếu bản gốc.",
                     "Đạt; kết quả đo được, nêu rõ trước và sau.",
                 ]),
            step(4, 14, "clerk", "review"), step(5, 6, "chair", "send", submission="district_1"),
            step(5, 27, "district", "forward", submission="province_2"),
        ],
    ),
    nomination(
        "QH80-2025-0009", "sent_to_province", "tp", "province_merit",
        individual(
            "Hứa Thị Ngoãn", date(1966, 12, 1), "Nữ", "Trưởng khối phố Trần Phú",
            "xã Long Đống, huyện Bắc Sơn, tỉnh Lạng Sơn", "khối phố Trần Phú, thị trấn Bắc Sơn",
            account="head.tp",
        ),
        "15 năm làm Trưởng khối phố; 100% kiến nghị được trả lời, vận động 620 triệu đồng làm "
        "đường.",
        claim(4,
              "Chủ trì 08 cuộc đối thoại với Nhân dân, 100% trong số 54 kiến nghị được trả lời. "
              "Khối phố 05 năm liền không có đơn thư vượt cấp. Vận động 620 triệu đồng và 1.050 "
              "ngày công làm 03 tuyến đường nội bộ.",
              "Biên bản đối thoại; sổ vàng đóng góp của khối phố."),
        claim(3,
              "Đề xuất quy ước “đóng góp theo mét mặt đường” được HĐND thị trấn đưa vào nghị quyết "
              "năm 2024 và 06 khối phố làm theo. Tỷ lệ đồng thuận đạt 99%, tiến độ các tuyến đường "
              "nhanh hơn 35% so với trước.",
              "Quy ước khối phố; nghị quyết của HĐND thị trấn; bảng tiến độ."),
        paper_note="Báo cáo thành tích cá nhân, 04 trang, có xác nhận của thủ trưởng đơn vị ngày "
        "20/3/2025.",
        story=[
            step(3, 18, "drafter.tp", "create"), step(3, 21, "drafter.tp", "submit"),
            step(3, 25, "head.tp.b", "approve"),
            step(3, 26, "clerk", "receive", received_on=date(2025, 3, 26)),
            step(4, 8, "clerk", "appraise",
                 met=[True, True],
                 remarks=[
                     "Đạt; thành tích nổi bật trong các đơn vị cùng loại.",
                     "Đạt; sáng kiến chưa dùng cho lần khen nào.",
                 ]),
            step(4, 15, "clerk", "review"), step(5, 6, "chair", "send", submission="district_1"),
            step(5, 27, "district", "forward", submission="province_2"),
        ],
    ),
    nomination(
        "QH80-2025-0010", "sent_to_district", "police", "province_merit",
        collective(
            "Công an thị trấn Bắc Sơn",
            "số 08 đường Lương Văn Tri, khối phố Trần Phú, thị trấn Bắc Sơn",
        ),
        "Tỷ lệ điều tra, giải quyết tin báo đạt 97%; tiếp 182 lượt công dân, không có khiếu nại "
        "quá hạn.",
        claim(4,
              "Đơn vị tiếp 182 lượt công dân, giải quyết 100% đơn thuộc thẩm quyền đúng hạn. Tỷ lệ "
              "giải quyết tin báo, tố giác đạt 97%, cao hơn chỉ tiêu 07 điểm phần trăm. Phạm pháp "
              "về trật tự xã hội giảm 28% so với cùng kỳ.",
              "Báo cáo tổng kết năm 2024; sổ tiếp công dân."),
        claim(2,
              "Giải pháp “Ngày thứ bảy vì Nhân dân” giúp hoàn thành 106% chỉ tiêu cấp căn cước "
              "trước thời hạn 02 tháng. Mô hình camera an ninh với 94 mắt được nhân rộng ra 07 "
              "khối phố, góp phần làm rõ 13 vụ việc.",
              "Thống kê cấp căn cước; quyết định công nhận mô hình."),
        paper_note="Báo cáo thành tích tập thể, 07 trang, có xác nhận của thủ trưởng đơn vị ngày "
        "25/3/2025.",
        story=[
            step(3, 20, "drafter.ca", "create"), step(3, 26, "drafter.ca", "submit"),
            step(3, 27, "head.ca", "approve"),
            step(3, 28, "clerk", "receive", received_on=date(2025, 3, 28)),
            step(4, 9, "clerk", "appraise",
                 met=[True, True],
                 remarks=[
                     "Đạt; đã đối chiếu bản gốc.",
                     "Đạt; kết quả đo được, nêu rõ trước và sau.",
                 ]),
            step(4, 16, "clerk", "review"), step(5, 20, "chair", "send", submission="district_2"),
        ],
    ),
    nomination(
        "QH80-2025-0011", "declined", "lhp", "district_merit",
        individual(
            "Đinh Văn Thuyên", date(1998, 7, 7), "Nam", "Đoàn viên Chi đoàn khối phố Lê Hồng Phong",
            "xã Nhất Hòa, huyện Bắc Sơn, tỉnh Lạng Sơn", "khối phố Lê Hồng Phong, thị trấn Bắc Sơn",
        ),
        "Tham gia 05 buổi ra quân vệ sinh môi trường cùng Chi đoàn khối phố.",
        claim(1,
              "Tham gia 05 buổi ra quân dọn vệ sinh và 02 buổi cổ động chào mừng cùng Chi đoàn. "
              "Chấp hành tốt nội quy sinh hoạt, dự 08/09 buổi sinh hoạt chi đoàn.",
              "Xác nhận của Bí thư Chi đoàn."),
        claim(1,
              "Có ý kiến đề nghị đổi giờ thu gom rác sang buổi chiều, được ghi vào biên bản họp "
              "khối phố tháng 11/2024. Ý kiến đang được xem xét, chưa áp dụng.",
              "Biên bản họp khối phố tháng 11/2024."),
        paper_note="Báo cáo thành tích cá nhân, 01 trang, có xác nhận của thủ trưởng đơn vị ngày "
        "25/3/2025.",
        story=[
            step(3, 24, "drafter.lhp", "create"), step(3, 26, "drafter.lhp", "submit"),
            step(3, 28, "head.lhp", "approve"),
            step(4, 1, "clerk", "receive", received_on=date(2025, 4, 1)),
            step(4, 11, "clerk", "appraise",
                 met=[False, False],
                 remarks=[
                     "Chưa đạt: tham gia hoạt động chung, chưa có thành tích tham mưu tiêu biểu.",
                     "Chưa đạt: đề nghị chưa được áp dụng, chưa có kết quả.",
                 ]),
            step(4, 17, "clerk", "decline",
                 reason=(
                     "Chưa đạt hai tiêu chuẩn tại mục IV.2.1 b) của Kế hoạch: thành tích là tham "
                     "gia hoạt động chung, sáng kiến chưa áp dụng. Đề nghị đơn vị biểu dương trong "
                     "nội bộ."
                 )),
        ],
    ),
    nomination(
        "QH80-2025-0012", "sent_to_district", "youth", "district_merit",
        collective("Đoàn TNCS Hồ Chí Minh thị trấn Bắc Sơn", "Trụ sở UBND thị trấn"),
        "Tổ chức 17 hoạt động chào mừng; 09 công trình thanh niên trị giá 268 triệu đồng.",
        claim(1,
              "Đoàn thị trấn tổ chức 17 hoạt động chào mừng với 2.340 lượt đoàn viên, thanh thiếu "
              "nhi. Hội thi “Em tìm hiểu Quốc hội” có 512 bài dự thi. Kết nạp 64 đoàn viên mới, "
              "đạt 128% chỉ tiêu.",
              "Báo cáo tổng kết công tác Đoàn; danh sách kết nạp đoàn viên."),
        claim(3,
              "Hoàn thành 09 công trình thanh niên trị giá 268 triệu đồng, vượt 50% chỉ tiêu giao. "
              "Sáng kiến bản đồ số 12 địa chỉ đỏ gắn mã quét được 3.900 lượt truy cập sau 04 "
              "tháng.",
              "Biên bản bàn giao công trình; thống kê truy cập bản đồ số."),
        paper_note="Báo cáo thành tích tập thể, 06 trang, có xác nhận của thủ trưởng đơn vị ngày "
        "27/3/2025.",
        story=[
            step(3, 25, "drafter.dtn", "create"), step(3, 28, "drafter.dtn", "submit"),
            step(3, 31, "head.dtn", "approve"),
            step(4, 2, "clerk", "receive", received_on=date(2025, 4, 2)),
            step(4, 10, "clerk", "appraise",
                 met=[True, True],
                 remarks=["Đạt; minh chứng đầy đủ.", "Đạt; có xác nhận của nơi áp dụng."]),
            step(4, 18, "clerk", "review"), step(5, 20, "chair", "send", submission="district_2"),
        ],
    ),
    nomination(
        "QH80-2025-0013", "sent_to_district", "office", "district_merit",
        individual(
            "Dương Khắc Thiện", date(1980, 6, 18), "Nam", "Công chức Văn phòng – Thống kê",
            "xã Tân Hương, huyện Bắc Sơn, tỉnh Lạng Sơn",
            "khối phố Hoàng Văn Thụ, thị trấn Bắc Sơn",
        ),
        "Tham mưu 100% chương trình kỳ họp đúng hạn; chỉ số cải cách hành chính tăng 04 bậc.",
        claim(3,
              "Tham mưu xây dựng và trình đúng hạn 100% chương trình, tài liệu của 05 kỳ họp HĐND "
              "thị trấn. Theo dõi 46 nhiệm vụ giao theo nghị quyết, 45 nhiệm vụ hoàn thành. Chỉ số "
              "cải cách hành chính của thị trấn tăng 04 bậc trong huyện.",
              "Bảng theo dõi 46 nhiệm vụ; thông báo xếp hạng cải cách hành chính năm 2024."),
        claim(3,
              "Sáng kiến bảng điều hành nhiệm vụ theo màu giúp Chủ tịch nắm tiến độ hằng tuần; tỷ "
              "lệ nhiệm vụ quá hạn giảm từ 13% còn 02%. Sáng kiến được công nhận cấp cơ sở tháng "
              "12/2024.",
              "Giấy công nhận sáng kiến cấp cơ sở; ảnh chụp bảng điều hành."),
        paper_note="Báo cáo thành tích cá nhân, 04 trang, có xác nhận của thủ trưởng đơn vị ngày "
        "1/4/2025.",
        story=[
            step(3, 28, "drafter.vp", "create"), step(4, 1, "drafter.vp", "submit"),
            step(4, 2, "head.vp", "approve"),
            step(4, 4, "clerk", "receive", received_on=date(2025, 4, 4)),
            step(4, 14, "clerk", "appraise",
                 met=[True, True],
                 remarks=[
                     "Đạt; thành tích nổi bật trong các đơn vị cùng loại.",
                     "Đạt; sáng kiến chưa dùng cho lần khen nào.",
                 ]),
            step(4, 21, "clerk", "review"), step(5, 20, "chair", "send", submission="district_2"),
        ],
    ),
    nomination(
        "QH80-2025-0014", "sent_to_district", "lvt", "district_merit",
        individual(
            "Vi Thị Hồng Vân", date(1969, 3, 22), "Nữ",
            "Chi hội trưởng Chi hội Người cao tuổi khối phố Lương Văn Tri",
            "xã Hữu Vĩnh, huyện Bắc Sơn, tỉnh Lạng Sơn", "khối phố Lương Văn Tri, thị trấn Bắc Sơn",
        ),
        "Vận động 128 người cao tuổi làm gương; giải quyết 09 mâu thuẫn kéo dài trong khối phố.",
        claim(1,
              "Tổ chức 06 buổi kể chuyện về ngày bầu cử đầu tiên năm 1946 qua lời kể của 08 người "
              "cao tuổi, thu hút 275 người nghe. Vận động 128 hội viên đăng ký tuổi cao gương "
              "sáng. Câu lạc bộ dưỡng sinh duy trì 52 tuần liên tục.",
              "Sổ hoạt động Chi hội; danh sách đăng ký tuổi cao gương sáng."),
        claim(4,
              "Đề xuất lập tổ 05 người cao tuổi uy tín tham gia đối thoại trước mỗi kỳ tiếp xúc cử "
              "tri, thực hiện nghị quyết của HĐND về dân chủ cơ sở. Tổ đã giúp hòa giải 09 mâu "
              "thuẫn kéo dài, 07 đơn được rút.",
              "Biên bản đối thoại; giấy rút đơn của 07 công dân."),
        paper_note="Báo cáo thành tích cá nhân, 02 trang, có xác nhận của thủ trưởng đơn vị ngày "
        "2/4/2025.",
        story=[
            step(3, 31, "drafter.lvt", "create"), step(4, 3, "drafter.lvt", "submit"),
            step(4, 8, "head.lvt", "approve"),
            step(4, 9, "clerk", "receive", received_on=date(2025, 4, 9)),
            step(4, 17, "clerk", "appraise",
                 met=[True, True],
                 remarks=[
                     "Đạt; số liệu khớp với báo cáo của đơn vị.",
                     "Đạt; có minh chứng đã áp dụng.",
                 ]),
            step(4, 24, "clerk", "review"), step(5, 20, "chair", "send", submission="district_2"),
        ],
    ),
    nomination(
        "QH80-2025-0015", "sent_to_district", "women", "province_merit",
        individual(
            "Dương Thị Bích Thủy", date(1981, 1, 9), "Nữ", "Chủ tịch Hội Liên hiệp Phụ nữ thị trấn",
            "xã Bắc Quỳnh, huyện Bắc Sơn, tỉnh Lạng Sơn",
            "khối phố Hoàng Văn Thụ, thị trấn Bắc Sơn", account="head",
        ),
        "Hội đạt xuất sắc 03 năm liền; 05 đề xuất được đưa vào nghị quyết của HĐND các cấp.",
        claim(3,
              "Tham mưu 05 đề xuất về chính sách với phụ nữ, trẻ em được đưa vào nghị quyết của "
              "HĐND thị trấn và kiến nghị với HĐND huyện. Lãnh đạo Hội hoàn thành 14/14 chỉ tiêu, "
              "09 chỉ tiêu vượt mức. Hội được xếp loại xuất sắc 03 năm liền 2022, 2023, 2024.",
              "Nghị quyết của HĐND thị trấn; thông báo xếp loại 03 năm."),
        claim(4,
              "Sáng kiến “Hòm thư điều em muốn nói” đặt tại 04 trường học và 07 khối phố, tiếp "
              "nhận 118 ý kiến, 112 ý kiến được trả lời. Mô hình được Hội Liên hiệp Phụ nữ huyện "
              "đề nghị nhân rộng từ tháng 1/2025.",
              "Công văn đề nghị nhân rộng; sổ theo dõi trả lời ý kiến."),
        paper_note="Báo cáo thành tích cá nhân, 05 trang, có xác nhận của thủ trưởng đơn vị ngày "
        "3/4/2025.",
        story=[
            step(4, 1, "drafter", "create"), step(4, 4, "drafter", "submit"),
            step(4, 8, "head.b", "approve"),
            step(4, 10, "clerk", "receive", received_on=date(2025, 4, 10)),
            step(4, 18, "clerk", "appraise",
                 met=[True, True],
                 remarks=[
                     "Đạt; thành tích nổi bật trong các đơn vị cùng loại.",
                     "Đạt; sáng kiến chưa dùng cho lần khen nào.",
                 ]),
            step(4, 25, "clerk", "review"), step(5, 20, "chair", "send", submission="district_2"),
        ],
    ),
    nomination(
        "QH80-2025-0016", "drafting", "finance", "district_merit",
        individual(
            "Bế Thị Thanh Nhã", date(1990, 1, 25), "Nữ", "Thủ quỹ",
            "xã Nhất Hòa, huyện Bắc Sơn, tỉnh Lạng Sơn", "khối phố Hoàng Văn Thụ, thị trấn Bắc Sơn",
            account="drafter.tckt",
        ),
        "Tham mưu công khai ngân sách đúng hạn 04 quý; rút ngắn 03 ngày thanh toán cho khối phố.",
        claim(2,
              "Tham mưu niêm yết công khai ngân sách thị trấn đúng hạn cả 04 quý năm 2024 theo quy "
              "định của Luật Ngân sách nhà nước. Hướng dẫn 07 khối phố lập sổ thu, chi thống nhất. "
              "Qua kiểm tra không có sai sót phải xuất toán.",
              "Biên bản niêm yết 04 quý; biên bản kiểm tra sổ quỹ."),
        claim(3,
              "Đề xuất bảng theo dõi thanh toán theo tuần khi thực hiện nghị quyết của HĐND về dự "
              "toán năm 2025, giúp 07 khối phố biết trước ngày nhận tiền. Thời gian thanh toán rút "
              "từ 08 ngày xuống 05 ngày.",
              "Bảng theo dõi thanh toán quý I/2025."),
        paper_note="Báo cáo thành tích cá nhân, 02 trang, có xác nhận của thủ trưởng đơn vị ngày "
        "4/4/2025.",
        story=[
            step(4, 2, "drafter.tckt", "create"), step(4, 4, "drafter.tckt", "submit"),
            step(4, 8, "head.tckt", "approve"),
            step(4, 10, "clerk", "receive", received_on=date(2025, 4, 10)),
            step(4, 16, "clerk", "appraise",
                 met=[True, True],
                 remarks=[
                     "Đạt; số liệu khớp với báo cáo của đơn vị.",
                     "Đạt; có minh chứng đã áp dụng.",
                 ]),
            step(4, 22, "clerk", "review"),
            step(5, 15, "chair", "return",
                 to_state="drafting",
                 remarks={
                     "claim-2": (
                         "Nêu rõ sáng kiến đã được ai công nhận và áp dụng ở những đơn vị nào."
                     ),
                     "summary": "Rút gọn, nêu kết quả nổi bật nhất của năm 2024.",
                     "general": "Trình lại trước ngày 12/6/2025 để kịp đợt xét của huyện.",
                 }),
        ],
    ),
    nomination(
        "QH80-2025-0017", "town_reviewed", "lhp", "district_merit",
        individual(
            "Nguyễn Quý Đoàn", date(1971, 10, 10), "Nam", "Phó Trưởng khối phố Lê Hồng Phong",
            "xã Đồng Ý, huyện Bắc Sơn, tỉnh Lạng Sơn", "khối phố Lê Hồng Phong, thị trấn Bắc Sơn",
            account="drafter.lhp",
        ),
        "Vận động 100% hộ kinh doanh ký cam kết vỉa hè thông thoáng; giải quyết 16 kiến nghị.",
        claim(2,
              "Phổ biến quy định về trật tự đô thị đến 73 hộ kinh doanh, 100% ký cam kết để vỉa hè "
              "thông thoáng. Phối hợp tổ chức 05 buổi ra quân, tháo dỡ 38 biển hiệu sai quy định. "
              "Từ tháng 11/2024 không còn điểm tái lấn chiếm kéo dài.",
              "Bản cam kết của 73 hộ; biên bản 05 buổi ra quân."),
        claim(3,
              "Tham mưu cấp ủy chi bộ cụ thể hóa nghị quyết của HĐND thị trấn về chỉnh trang đô "
              "thị thành 06 việc có người phụ trách. Cách giao việc bằng phiếu giúp hoàn thành "
              "06/06 việc, trong đó 04 việc trước hạn.",
              "Phiếu giao việc; báo cáo kiểm điểm của chi bộ."),
        paper_note="Báo cáo thành tích cá nhân, 03 trang, có xác nhận của thủ trưởng đơn vị ngày "
        "8/4/2025.",
        story=[
            step(4, 3, "drafter.lhp", "create"), step(4, 8, "drafter.lhp", "submit"),
            step(4, 10, "head.lhp", "approve"),
            step(4, 14, "clerk", "receive", received_on=date(2025, 4, 14)),
            step(4, 23, "clerk", "appraise",
                 met=[True, True],
                 remarks=[
                     "Đạt; đã đối chiếu bản gốc.",
                     "Đạt; kết quả đo được, nêu rõ trước và sau.",
                 ]),
            step(5, 22, "clerk", "review"),
            step(5, 30, "clerk", "freeze", submission="district_3"),
        ],
    ),
    nomination(
        "QH80-2025-0018", "town_reviewed", "hvt", "district_merit",
        collective(
            "Tổ công tác tuyên truyền, vận động và hòa giải ở cơ sở khối phố Hoàng Văn Thụ",
            "Nhà văn hóa khối phố Hoàng Văn Thụ, thị trấn Bắc Sơn",
        ),
        "Tổ chức 26 buổi tuyên truyền; vận động giải phóng mặt bằng 19/19 hộ đúng tiến độ.",
        claim(1,
              "Tổ thực hiện 26 buổi tuyên truyền với 1.180 lượt người nghe về phong trào thi đua "
              "và các ngày lễ lớn của đất nước. Phát 650 tờ gấp, treo 14 pa nô. 97% hộ trong khối "
              "phố đạt danh hiệu gia đình văn hóa.",
              "Kế hoạch và sổ theo dõi tuyên truyền; danh sách công nhận gia đình văn hóa."),
        claim(3,
              "Giải pháp “ba cùng” khi vận động đã giúp 19/19 hộ bàn giao mặt bằng tuyến đường nội "
              "thị theo nghị quyết của HĐND, vượt tiến độ 02 tháng. Không phải áp dụng biện pháp "
              "cưỡng chế.",
              "Biên bản bàn giao mặt bằng 19 hộ; tiến độ dự án."),
        paper_note="Báo cáo thành tích tập thể, 05 trang, có xác nhận của thủ trưởng đơn vị ngày "
        "10/4/2025.",
        story=[
            step(4, 8, "drafter.hvt", "create"), step(4, 11, "drafter.hvt", "submit"),
            step(4, 15, "head.hvt", "approve"),
            step(4, 17, "clerk", "receive", received_on=date(2025, 4, 17)),
            step(4, 24, "clerk", "appraise",
                 met=[True, True],
                 remarks=[
                     "Đạt; đã đối chiếu bản gốc.",
                     "Đạt; kết quả đo được, nêu rõ trước và sau.",
                 ]),
            step(5, 21, "clerk", "review"),
            step(5, 26, "clerk", "hold",
                 reason=(
                     "Ngày 26/5/2025 UBND thị trấn nhận đơn phản ánh việc chi hỗ trợ vận động giải "
                     "phóng mặt bằng; đang xác minh, chưa xem xét khen thưởng cho đến khi có kết "
                     "luận."
                 )),
        ],
    ),
    nomination(
        "QH80-2025-0019", "drafting", "women", "district_merit",
        individual(
            "Dương Thị Lệ Thủy", date(1984, 10, 2), "Nữ",
            "Ủy viên Ban Chấp hành Hội Liên hiệp Phụ nữ thị trấn",
            "xã Hưng Vũ, huyện Bắc Sơn, tỉnh Lạng Sơn", "khối phố Vĩnh Thuận, thị trấn Bắc Sơn",
        ),
        "Xây dựng 03 mô hình phụ nữ tham gia giám sát, góp ý dự thảo nghị quyết của HĐND.",
        claim(4,
              "Phối hợp tổ chức 02 hội nghị tiếp xúc cử tri chuyên đề nữ với 187 cử tri, tổng hợp "
              "26 ý kiến. Tham mưu theo dõi việc trả lời, đến nay đã có nhiều ý kiến được giải "
              "quyết.",
              "Biên bản hai hội nghị tiếp xúc cử tri."),
        claim(3,
              "Đề xuất 03 mô hình phụ nữ giám sát việc thực hiện nghị quyết của HĐND thị trấn tại "
              "các khối phố Yên Lãng, Vĩnh Thuận và Trần Phú. Các mô hình đã gửi 12 góp ý, 07 góp "
              "ý được tiếp thu.",
              "Quyết định thành lập 03 nhóm giám sát."),
        paper_note="Báo cáo thành tích cá nhân, 03 trang, có xác nhận của thủ trưởng đơn vị ngày "
        "11/4/2025.",
        story=[
            step(4, 9, "drafter", "create"), step(4, 11, "drafter", "submit"),
            step(4, 15, "head", "approve"),
            step(4, 17, "clerk", "receive", received_on=date(2025, 4, 17)),
            step(5, 8, "clerk", "return",
                 to_state="drafting",
                 remarks={
                     "claim-1": (
                         "Ghi rõ số ý kiến đã được giải quyết trong 26 ý kiến; không dùng từ "
                         "“nhiều”."
                     ),
                     "claim-2": "Bổ sung văn bản tiếp thu 07 góp ý làm minh chứng.",
                     "nominee": "Chức vụ chưa khớp với Báo cáo thành tích, đề nghị ghi thống nhất.",
                 }),
        ],
    ),
    nomination(
        "QH80-2025-0020", "town_reviewed", "culture_social", "district_merit",
        individual(
            "Nông Thị Lan Phượng", date(1992, 2, 28), "Nữ", "Cán bộ Đài truyền thanh",
            "xã Nhất Tiến, huyện Bắc Sơn, tỉnh Lạng Sơn", "khối phố Yên Lãng, thị trấn Bắc Sơn",
            account="drafter.vhxh",
        ),
        "Thực hiện 124 bản tin, 18 chuyên mục về Quốc hội và HĐND trên Đài truyền thanh thị trấn.",
        claim(1,
              "Biên tập 124 bản tin, 18 chuyên mục “Quốc hội với cử tri” phát trên hệ thống 42 cụm "
              "loa. Viết 31 tin, bài về gương điển hình, 06 bài được báo, đài cấp trên sử dụng. "
              "Bảo đảm phát sóng thông suốt 365 ngày.",
              "Sổ nhật ký phát sóng; danh mục tin, bài được sử dụng."),
        claim(3,
              "Đề xuất chuyển 42 cụm loa sang truyền thanh thông minh, được đưa vào nghị quyết của "
              "HĐND thị trấn năm 2025. Giải pháp chia khung giờ theo khối phố giúp số phản ánh về "
              "tiếng ồn giảm từ 15 xuống 02.",
              "Tờ trình đề xuất; nghị quyết của HĐND thị trấn; thống kê phản ánh."),
        paper_note="Báo cáo thành tích cá nhân, 04 trang, có xác nhận của thủ trưởng đơn vị ngày "
        "16/4/2025.",
        story=[
            step(4, 11, "drafter.vhxh", "create"), step(4, 16, "drafter.vhxh", "submit"),
            step(4, 18, "head.vhxh", "approve"),
            step(4, 22, "clerk", "receive", received_on=date(2025, 4, 22)),
            step(5, 7, "clerk", "appraise",
                 met=[True, True],
                 remarks=["Đạt; minh chứng đầy đủ.", "Đạt; có xác nhận của nơi áp dụng."]),
            step(5, 23, "clerk", "review"),
            step(5, 30, "clerk", "freeze", submission="district_3"),
        ],
    ),
    nomination(
        "QH80-2025-0021", "unit_approved", "office", "province_merit",
        individual(
            "Nguyễn Thị Hải Yến", date(1986, 5, 15), "Nữ", "Nhân viên văn thư – lưu trữ",
            "thành phố Lạng Sơn, tỉnh Lạng Sơn", "khối phố Lương Văn Tri, thị trấn Bắc Sơn",
            account="drafter.vp",
        ),
        "Phục vụ 05 kỳ họp HĐND không giấy tờ; lập hồ sơ điện tử 100% văn bản đi, đến.",
        claim(4,
              "Tham mưu chuẩn bị tài liệu cho 05 kỳ họp HĐND thị trấn, trong đó 03 kỳ họp không "
              "dùng tài liệu giấy. Tiếp nhận, vào sổ 214 đơn, thư và theo dõi đến khi có kết quả, "
              "không thất lạc. 100% văn bản đi, đến được lập hồ sơ điện tử.",
              "Danh mục tài liệu kỳ họp; sổ theo dõi đơn, thư."),
        claim(3,
              "Sáng kiến mã tra cứu cho từng nghị quyết của HĐND giúp đại biểu và khối phố tìm văn "
              "bản trong dưới 01 phút. Sáng kiến được Hội đồng sáng kiến thị trấn công nhận năm "
              "2024, áp dụng tại 20 đơn vị, tiết kiệm khoảng 14 triệu đồng tiền in mỗi năm.",
              "Giấy công nhận sáng kiến; bảng thống kê lượt tra cứu."),
        paper_note="Báo cáo thành tích cá nhân, 05 trang, có xác nhận của thủ trưởng đơn vị ngày "
        "22/4/2025.",
        story=[
            step(4, 18, "drafter.vp", "create"), step(4, 23, "drafter.vp", "submit"),
            step(4, 25, "head.vp", "approve"),
            step(4, 29, "clerk", "receive", received_on=date(2025, 4, 29)),
            step(5, 9, "clerk", "appraise",
                 met=[True, True],
                 remarks=[
                     "Đạt; đề nghị kèm lịch 03 kỳ họp không giấy tờ khi họp xét.",
                     "Đạt; có giấy công nhận sáng kiến, chưa dùng cho lần khen nào.",
                 ]),
        ],
    ),
    nomination(
        "QH80-2025-0022", "unit_approved", "health", "district_merit",
        collective(
            "Trạm Y tế thị trấn Bắc Sơn",
            "số 12 đường Điện Biên, khối phố Hoàng Văn Thụ, thị trấn Bắc Sơn",
        ),
        "Tiêm chủng đầy đủ đạt 98,7%; lập hồ sơ sức khỏe điện tử cho 4.150 người, vượt 18% chỉ "
        "tiêu.",
        claim(2,
              "Trạm phối hợp phổ biến Luật Bảo hiểm y tế sửa đổi tại 07 khối phố, với 890 lượt "
              "người nghe. Tỷ lệ tiêm chủng đầy đủ cho trẻ dưới 01 tuổi đạt 98,7%. Tỷ lệ bao phủ "
              "bảo hiểm y tế của thị trấn đạt 96,2%, vượt chỉ tiêu nghị quyết 1,2 điểm phần trăm.",
              "Báo cáo thống kê y tế năm 2024; thông báo của cơ quan bảo hiểm xã hội."),
        claim(3,
              "Giải pháp khám lưu động kết hợp lập hồ sơ sức khỏe điện tử giúp hoàn thành 4.150 hồ "
              "sơ, vượt 18% chỉ tiêu và trước thời hạn 40 ngày. Mỗi buổi khám phục vụ 85 người, "
              "tiết kiệm 30% thời gian chờ.",
              "Kết xuất dữ liệu hồ sơ sức khỏe; lịch khám lưu động."),
        paper_note="Báo cáo thành tích tập thể, 06 trang, có xác nhận của thủ trưởng đơn vị ngày "
        "23/4/2025.",
        story=[
            step(4, 21, "drafter.tyt", "create"), step(4, 24, "drafter.tyt", "submit"),
            step(4, 28, "head.tyt", "approve"),
            step(5, 5, "clerk", "receive", received_on=date(2025, 5, 5)),
            step(5, 12, "clerk", "appraise",
                 met=[True, True],
                 remarks=[
                     "Đạt; số liệu bảo hiểm y tế khớp với thông báo của cơ quan bảo hiểm.",
                     "Đạt; vượt chỉ tiêu và trước hạn, có dữ liệu kèm theo.",
                 ]),
        ],
    ),
    nomination(
        "QH80-2025-0023", "town_reviewed", "justice", "province_merit",
        individual(
            "Hứa Đức Bằng", date(1977, 9, 6), "Nam", "Công chức Tư pháp – Hộ tịch",
            "xã Vạn Thủy, huyện Bắc Sơn, tỉnh Lạng Sơn", "khối phố Trần Phú, thị trấn Bắc Sơn",
        ),
        "Thẩm định 100% dự thảo văn bản của HĐND, UBND; thị trấn đạt chuẩn tiếp cận pháp luật 95,5 "
        "điểm.",
        claim(2,
              "Tham mưu để thị trấn đạt chuẩn tiếp cận pháp luật năm 2024 với 95,5 điểm. Góp ý, "
              "thẩm định 100% trong số 37 dự thảo văn bản của HĐND, UBND thị trấn. Góp phần nâng "
              "tỷ lệ hòa giải thành toàn thị trấn lên 91%.",
              "Quyết định công nhận đạt chuẩn; danh mục 37 dự thảo văn bản."),
        claim(3,
              "Chủ trì xây dựng bộ mẫu 14 loại văn bản dùng cho kỳ họp HĐND, được 03 đơn vị cấp xã "
              "trong huyện tham khảo áp dụng. Thời gian hoàn thiện hồ sơ trình kỳ họp giảm từ 15 "
              "ngày xuống 09 ngày; 05 kỳ họp liên tiếp không có văn bản phải đính chính.",
              "Bộ mẫu văn bản; văn bản xác nhận của 03 đơn vị; nghị quyết các kỳ họp."),
        paper_note="Báo cáo thành tích cá nhân, 06 trang, có xác nhận của thủ trưởng đơn vị ngày "
        "24/4/2025.",
        story=[
            step(4, 22, "drafter.tpht", "create"), step(4, 25, "drafter.tpht", "submit"),
            step(4, 29, "head.tpht", "approve"),
            step(5, 6, "clerk", "receive", received_on=date(2025, 5, 6)),
            step(5, 15, "clerk", "appraise",
                 met=[True, True],
                 remarks=[
                     "Đạt; số liệu khớp với báo cáo của đơn vị.",
                     "Đạt; có minh chứng đã áp dụng.",
                 ]),
            step(5, 28, "clerk", "review"),
        ],
    ),
    nomination(
        "QH80-2025-0024", "unit_approved", "veterans", "district_merit",
        individual(
            "Hoàng Sỹ Nhượng", date(1963, 8, 30), "Nam", "Phó Chủ tịch Hội Cựu chiến binh thị trấn",
            "xã Quỳnh Sơn, huyện Bắc Sơn, tỉnh Lạng Sơn",
            "khối phố Lê Hồng Phong, thị trấn Bắc Sơn", account="council5",
        ),
        "Tham mưu 09 cuộc giám sát việc thực hiện nghị quyết của HĐND; 08/09 kiến nghị được tiếp "
        "thu.",
        claim(4,
              "Tham mưu Hội chủ trì 03 cuộc và tham gia 06 cuộc giám sát sau kiến nghị của cử tri. "
              "08/09 kiến nghị sau giám sát được cơ quan có trách nhiệm tiếp thu, sửa chữa. Tham "
              "dự đầy đủ 12 buổi tiếp công dân với tư cách đại diện đoàn thể.",
              "Báo cáo kết quả 09 cuộc giám sát; lịch tiếp công dân."),
        claim(3,
              "Đề xuất bảng chấm điểm 10 tiêu chí để theo dõi tiến độ thực hiện nghị quyết ở khối "
              "phố, được 05 khối phố áp dụng. Tỷ lệ nhiệm vụ chậm tiến độ giảm từ 21% xuống 07%.",
              "Bảng chấm điểm; tổng hợp kết quả quý IV/2024 và quý I/2025."),
        paper_note="Báo cáo thành tích cá nhân, 04 trang, có xác nhận của thủ trưởng đơn vị ngày "
        "29/4/2025.",
        story=[
            step(4, 24, "drafter.ccb", "create"), step(4, 29, "drafter.ccb", "submit"),
            step(5, 6, "head.ccb", "approve"),
            step(5, 8, "clerk", "receive", received_on=date(2025, 5, 8)),
            step(5, 14, "clerk", "appraise",
                 met=[True, True],
                 remarks=[
                     "Số liệu giám sát khớp với sổ theo dõi của Ủy ban MTTQ.",
                     "Bảng chấm điểm đang được 05 khối phố áp dụng, có xác nhận.",
                 ]),
        ],
    ),
    nomination(
        "QH80-2025-0025", "withdrawn", "farmers", "district_merit",
        individual(
            "Vi Thị Cẩm Tú", date(1983, 9, 18), "Nữ", "Ủy viên Ban Thường vụ Hội Nông dân thị trấn",
            "xã Chiêu Vũ, huyện Bắc Sơn, tỉnh Lạng Sơn", "khối phố Vĩnh Thuận, thị trấn Bắc Sơn",
        ),
        "Xây dựng 02 tổ hợp tác trồng rau; hỗ trợ 36 hội viên bán hàng trên sàn thương mại điện "
        "tử.",
        claim(2,
              "Hướng dẫn 36 hội viên mở gian hàng trên sàn thương mại điện tử, phổ biến quy định "
              "về truy xuất nguồn gốc trong 04 lớp tập huấn. Doanh thu trực tuyến của các hội viên "
              "đạt 640 triệu đồng.",
              "Danh sách gian hàng; báo cáo 04 lớp tập huấn."),
        claim(3,
              "Đề xuất thành lập 02 tổ hợp tác trồng rau 3,5 ha để thực hiện nghị quyết của HĐND "
              "thị trấn về kinh tế tập thể. Mỗi tổ hợp tác có hợp đồng tiêu thụ ổn định với 03 bếp "
              "ăn.",
              "Quyết định thành lập 02 tổ hợp tác; hợp đồng tiêu thụ."),
        paper_note="Báo cáo thành tích cá nhân, 03 trang, có xác nhận của thủ trưởng đơn vị ngày "
        "5/5/2025.",
        story=[
            step(5, 5, "drafter.hnd", "create"), step(5, 8, "drafter.hnd", "submit"),
            step(5, 9, "head.hnd", "approve"),
            step(5, 23, "head.hnd", "withdraw",
                 reason=(
                     "Cá nhân đã được đề nghị khen cho cùng thành tích trong phong trào nông dân "
                     "sản xuất, kinh doanh giỏi; đơn vị rút để không khen nhiều lần cho một thành "
                     "tích."
                 )),
        ],
    ),
    nomination(
        "QH80-2025-0026", "unit_approved", "farmers", "province_merit",
        collective("Hội Nông dân thị trấn Bắc Sơn", "Trụ sở UBND thị trấn"),
        "Dẫn đầu khối đoàn thể hai năm liền; tổ chức 21 lớp phổ biến chính sách cho 1.310 lượt "
        "nông dân.",
        claim(2,
              "Hội tổ chức 21 lớp phổ biến pháp luật và chính sách nông nghiệp cho 1.310 lượt hội "
              "viên. 100% chi hội xây dựng tủ sách pháp luật với 340 đầu sách. Hội được xếp loại "
              "hoàn thành xuất sắc nhiệm vụ hai năm liền 2023, 2024.",
              "Thông báo xếp loại năm 2023, 2024; danh mục tủ sách pháp luật."),
        claim(3,
              "Giải pháp liên kết trồng quýt vàng Bắc Sơn theo tổ hợp tác giúp 64 hội viên tăng "
              "thu nhập bình quân 18 triệu đồng/năm. Chỉ tiêu phát triển hội viên theo nghị quyết "
              "đạt 140%, chỉ tiêu quỹ hỗ trợ nông dân đạt 155%, đều xong trước quý IV/2024.",
              "Hợp đồng liên kết; báo cáo thực hiện chỉ tiêu của Hội."),
        paper_note="Báo cáo thành tích tập thể, 07 trang, có xác nhận của thủ trưởng đơn vị ngày "
        "9/5/2025.",
        story=[
            step(5, 7, "drafter.hnd", "create"), step(5, 12, "drafter.hnd", "submit"),
            step(5, 14, "head.hnd", "approve"),
            step(5, 16, "clerk", "receive", received_on=date(2025, 5, 16)),
        ],
    ),
    nomination(
        "QH80-2025-0027", "town_reviewed", "front", "district_merit",
        collective(
            "Ban Tư vấn dân chủ – pháp luật thuộc Ủy ban Mặt trận Tổ quốc Việt Nam thị trấn Bắc Sơn",
            "Trụ sở UBND thị trấn",
        ),
        "Phản biện 08 dự thảo nghị quyết, tờ trình; 27/32 ý kiến được tiếp thu.",
        claim(2,
              "Ban tổ chức phản biện xã hội đối với 08 dự thảo nghị quyết, tờ trình trình HĐND thị "
              "trấn, với 32 ý kiến, 27 ý kiến được tiếp thu. Tổ chức 03 hội nghị lấy ý kiến sửa "
              "đổi Hiến pháp với 245 lượt người tham gia trong tháng 5/2025.",
              "Văn bản phản biện; báo cáo tiếp thu, giải trình; biên bản lấy ý kiến."),
        claim(4,
              "Giải pháp mời người dân có kiến nghị dự họp cùng cơ quan trả lời giúp 11/12 vụ việc "
              "kết thúc ngay tại cuộc họp. Số cuộc giám sát đạt 09 cuộc, vượt 50% kế hoạch năm.",
              "Biên bản 12 cuộc họp; kế hoạch và báo cáo giám sát."),
        paper_note="Báo cáo thành tích tập thể, 05 trang, có xác nhận của thủ trưởng đơn vị ngày "
        "12/5/2025.",
        story=[
            step(5, 8, "drafter.mttq", "create"), step(5, 13, "drafter.mttq", "submit"),
            step(5, 14, "council3", "approve"),
            step(5, 15, "clerk", "receive", received_on=date(2025, 5, 15)),
            step(5, 20, "clerk", "appraise",
                 met=[True, True],
                 remarks=[
                     "Đạt; thành tích nổi bật trong các đơn vị cùng loại.",
                     "Đạt; sáng kiến chưa dùng cho lần khen nào.",
                 ]),
            step(5, 27, "clerk", "review"),
        ],
    ),
    nomination(
        "QH80-2025-0028", "unit_approved", "military", "district_merit",
        individual(
            "Lục Đình Ưỡng", date(1994, 12, 12), "Nam", "Tiểu đội trưởng dân quân cơ động",
            "xã Tân Lập, huyện Bắc Sơn, tỉnh Lạng Sơn", "khối phố Trần Phú, thị trấn Bắc Sơn",
        ),
        "Tham gia khắc phục hậu quả bão số 3; huấn luyện dân quân đạt 100% quân số, 86% khá, giỏi.",
        claim(2,
              "Tham gia tổ chức huấn luyện cho 62 dân quân, quân số đạt 100%, kết quả 86% khá và "
              "giỏi. Phổ biến Luật Dân quân tự vệ trong 06 buổi học chính trị. Trong bão số 3 "
              "tháng 9/2024 đã cùng tiểu đội di dời 23 gia đình đến nơi an toàn.",
              "Kết quả kiểm tra huấn luyện; xác nhận của Ban Chỉ huy phòng, chống thiên tai thị "
              "trấn."),
        claim(3,
              "Đề xuất phương án phối hợp ba lực lượng quân sự, công an, đoàn thanh niên khi có "
              "thiên tai, được đưa vào kế hoạch thực hiện nghị quyết của HĐND thị trấn năm 2025. "
              "Diễn tập thử 01 lần, thời gian tập trung rút ngắn 12 phút.",
              "Phương án phối hợp; biên bản rút kinh nghiệm diễn tập."),
        paper_note="Báo cáo thành tích cá nhân, 03 trang, có xác nhận của thủ trưởng đơn vị ngày "
        "13/5/2025.",
        story=[
            step(5, 12, "drafter.qs", "create"), step(5, 14, "drafter.qs", "submit"),
            step(5, 19, "head.qs", "approve"),
            step(5, 21, "clerk", "receive", received_on=date(2025, 5, 21)),
        ],
    ),
    nomination(
        "QH80-2025-0029", "drafting", "tp", "district_merit",
        collective(
            "Tổ liên gia số 4 khối phố Trần Phú", "Nhà văn hóa khối phố Trần Phú, thị trấn Bắc Sơn",
        ),
        "38/38 hộ ký cam kết thi đua; hoàn thành bê tông hóa 260 m ngõ trước 01 tháng.",
        claim(1,
              "Tổ tổ chức tuyên truyền về 80 năm Ngày Tổng tuyển cử đầu tiên đến 38/38 hộ, 100% hộ "
              "ký cam kết thi đua. Treo 40 lá cờ Tổ quốc và 06 băng rôn trên trục ngõ chính. Tổ "
              "đạt danh hiệu tổ liên gia tiêu biểu của khối phố năm 2024.",
              "Bản cam kết của 38 hộ; biên bản bình xét cuối năm của khối phố."),
        claim(3,
              "Bằng cách chia đoạn cho từng nhóm 05 hộ tự quản, Tổ đã bê tông hóa 260 m ngõ theo "
              "nghị quyết của HĐND thị trấn, hoàn thành trước thời hạn 01 tháng. Nhân dân góp 214 "
              "ngày công và 52 triệu đồng.",
              "Biên bản nghiệm thu công trình ngõ 4."),
        paper_note="Báo cáo thành tích tập thể, 03 trang, có xác nhận của thủ trưởng đơn vị ngày "
        "16/5/2025.",
        story=[
            step(5, 13, "drafter.tp", "create"), step(5, 16, "drafter.tp", "submit"),
            step(5, 21, "head.tp", "return",
                 to_state="drafting",
                 remarks={
                     "claim-2": "Kiểm tra lại số tiền đóng góp: sổ của khối phố ghi 48 triệu đồng.",
                     "attachments": "Báo cáo thành tích chưa có chữ ký của Tổ trưởng.",
                 }),
        ],
    ),
    nomination(
        "QH80-2025-0030", "drafted", "yl", "district_merit",
        collective(
            "Ban Công tác Mặt trận khối phố Yên Lãng",
            "Nhà văn hóa khối phố Yên Lãng, thị trấn Bắc Sơn",
        ),
        "Tập hợp 41 kiến nghị của cử tri, theo dõi đến khi có trả lời; vận động quỹ đạt 132%.",
        claim(4,
              "Tổ chức 04 hội nghị lấy ý kiến Nhân dân trước các kỳ họp, tập hợp 41 kiến nghị, "
              "theo dõi đến khi có trả lời 38 kiến nghị. Phối hợp giám sát 02 công trình do Nhân "
              "dân đóng góp. Không để tồn đọng phản ánh quá 30 ngày.",
              "Biên bản hội nghị; sổ theo dõi kiến nghị của Ban."),
        claim(1,
              "Giải pháp họp theo cụm 20 hộ vào buổi tối giúp tỷ lệ hộ dự họp tăng từ 61% lên 88%. "
              "Quỹ “Vì người nghèo” vận động được 39,6 triệu đồng, đạt 132% chỉ tiêu, hoàn thành "
              "trước 25 ngày.",
              "Danh sách ký họp cụm; chứng từ nộp quỹ."),
        paper_note="Báo cáo thành tích tập thể, 04 trang, có xác nhận của thủ trưởng đơn vị ngày "
        "19/5/2025.",
        story=[
            step(5, 14, "drafter.yl", "create"), step(5, 20, "drafter.yl", "submit"),
        ],
    ),
    nomination(
        "QH80-2025-0031", "unit_approved", "vt", "district_merit",
        collective(
            "Chi bộ và Ban quản lý khối phố Vĩnh Thuận",
            "Nhà văn hóa khối phố Vĩnh Thuận, thị trấn Bắc Sơn",
        ),
        "Thu các loại quỹ đạt 108%; trả lời 100% kiến nghị của cử tri thuộc thẩm quyền.",
        claim(4,
              "Phối hợp tổ chức 02 hội nghị tiếp xúc cử tri với 164 người dự; 17/17 kiến nghị "
              "thuộc thẩm quyền khối phố được trả lời trong 10 ngày. Mở sổ góp ý tại nhà văn hóa, "
              "tiếp nhận 29 lượt ghi. Không có đơn thư kéo dài.",
              "Sổ góp ý; biên bản hội nghị tiếp xúc cử tri."),
        claim(2,
              "Giải pháp gửi thông báo thu kèm bảng quyết toán năm trước giúp các loại quỹ thu đạt "
              "108% kế hoạch và xong trong tháng 8/2024, sớm hơn 03 tháng. Phổ biến quy chế dân "
              "chủ ở cơ sở đến 196/196 hộ.",
              "Bảng quyết toán; biên bản công khai tài chính khối phố."),
        paper_note="Báo cáo thành tích tập thể, 04 trang, có xác nhận của thủ trưởng đơn vị ngày "
        "20/5/2025.",
        story=[
            step(5, 15, "drafter.vt", "create"), step(5, 21, "drafter.vt", "submit"),
            step(5, 27, "head.vt", "approve"),
        ],
    ),
    nomination(
        "QH80-2025-0032", "drafted", "justice", "district_merit",
        individual(
            "Nông Thị Phương Thảo", date(1993, 3, 8), "Nữ", "Công chức Tư pháp – Hộ tịch",
            "xã Vũ Lễ, huyện Bắc Sơn, tỉnh Lạng Sơn", "khối phố Yên Lãng, thị trấn Bắc Sơn",
        ),
        "Số hóa 4.218 trang sổ hộ tịch; trả kết quả trước hạn 92% hồ sơ.",
        claim(2,
              "Tham mưu kế hoạch phổ biến giáo dục pháp luật năm 2024, tổ chức 18 hội nghị cho "
              "1.020 lượt người. Hoàn thành số hóa 4.218 trang sổ hộ tịch, không có sai lệch qua "
              "kiểm tra chéo. 92% hồ sơ hộ tịch được trả trước hạn.",
              "Kế hoạch, báo cáo phổ biến giáo dục pháp luật; biên bản nghiệm thu số hóa."),
        claim(3,
              "Đề xuất danh mục rà soát văn bản trước mỗi kỳ họp HĐND thị trấn; qua 02 kỳ họp đã "
              "phát hiện và đề nghị bãi bỏ 03 văn bản không còn phù hợp. Cách làm được áp dụng "
              "thường xuyên từ tháng 12/2024.",
              "Danh mục rà soát; nghị quyết bãi bỏ văn bản."),
        paper_note="Báo cáo thành tích cá nhân, 03 trang, có xác nhận của thủ trưởng đơn vị ngày "
        "20/5/2025.",
        story=[
            step(5, 16, "drafter.tpht", "create"), step(5, 22, "drafter.tpht", "submit"),
        ],
    ),
    nomination(
        "QH80-2025-0033", "drafted", "women", "district_merit",
        individual(
            "Nguyễn Hoàng Thị Thu Phương", date(1982, 7, 14), "Nữ",
            "Chủ nhiệm Câu lạc bộ “Phụ nữ với pháp luật”",
            "thị trấn Bắc Sơn, huyện Bắc Sơn, tỉnh Lạng Sơn",
            "khối phố Lê Hồng Phong, thị trấn Bắc Sơn",
        ),
        "Phát triển 12 hội viên mới; cùng tổ truyền thông song ngữ Tày – Việt thực hiện 10 buổi.",
        # Copied from the next dossier, as it happens in an office: the check shall find it.
        claim(1,
              "Xây dựng tổ truyền thông song ngữ Tày – Việt gồm 06 thành viên, thực hiện 10 buổi "
              "tuyên truyền về bầu cử và Quốc hội. Phát triển 12 hội viên mới, đưa tỷ lệ thu hút "
              "lên 81%. Các bài then, sli do tổ sáng tác được biểu diễn 03 lần.",
              "Kịch bản tuyên truyền; sổ sinh hoạt Câu lạc bộ."),
        claim(3,
              "Đề xuất lồng ghép nội dung nghị quyết của HĐND thị trấn vào tiết mục văn nghệ quần "
              "chúng, giúp 210 người cao tuổi dễ tiếp nhận. Cách làm được Hội cấp trên giới thiệu "
              "tại 02 hội nghị chuyên đề.",
              "Tập bài biểu diễn; giấy mời của Hội cấp trên."),
        paper_note="Báo cáo thành tích cá nhân, 04 trang, có xác nhận của thủ trưởng đơn vị ngày "
        "26/5/2025.",
        story=[
            step(5, 19, "drafter", "create"), step(5, 27, "drafter", "submit"),
        ],
    ),
    nomination(
        "QH80-2025-0034", "unit_approved", "women", "district_merit",
        individual(
            "Triệu Thị Thu Hiền", date(1988, 11, 3), "Nữ",
            "Phó Chi hội trưởng Chi hội Phụ nữ khối phố Vĩnh Thuận",
            "xã Trấn Yên, huyện Bắc Sơn, tỉnh Lạng Sơn", "khối phố Vĩnh Thuận, thị trấn Bắc Sơn",
        ),
        "Phát triển 27 hội viên mới; dẫn dắt tổ truyền thông song ngữ Tày – Việt.",
        claim(1,
              "Xây dựng tổ truyền thông song ngữ Tày – Việt gồm 08 thành viên, thực hiện 22 buổi "
              "tuyên truyền về bầu cử và Quốc hội. Phát triển 27 hội viên mới, đưa tỷ lệ thu hút "
              "lên 86%. Các bài then, sli do tổ sáng tác được biểu diễn 05 lần.",
              "Kịch bản tuyên truyền; danh sách hội viên mới; ảnh biểu diễn."),
        claim(3,
              "Đề xuất lồng ghép nội dung nghị quyết của HĐND thị trấn vào tiết mục văn nghệ quần "
              "chúng, giúp 430 người cao tuổi dễ tiếp nhận. Cách làm được Hội cấp trên giới thiệu "
              "tại 01 hội nghị chuyên đề.",
              "Giấy mời trình bày kinh nghiệm; tập bài biểu diễn."),
        paper_note="Báo cáo thành tích cá nhân, 03 trang, có xác nhận của thủ trưởng đơn vị ngày "
        "22/5/2025.",
        story=[
            step(5, 19, "drafter", "create"), step(5, 23, "drafter", "submit"),
            step(5, 28, "head", "approve"),
        ],
    ),
    nomination(
        "QH80-2025-0035", "unit_approved", "lk", "district_merit",
        individual(
            "Lộc Văn Khuỹ", date(1958, 4, 17), "Nam",
            "Tổ trưởng Tổ bảo vệ an ninh, trật tự ở cơ sở",
            "xã Chiến Thắng, huyện Bắc Sơn, tỉnh Lạng Sơn",
            "khối phố Liên khu Nguyễn Thị Minh Khai, thị trấn Bắc Sơn",
        ),
        "Duy trì 156 ca tuần tra; tiếp nhận và chuyển 48 phản ánh của công dân đúng hạn.",
        claim(4,
              "Phân công và trực tiếp tham gia 156 ca tuần tra ban đêm trong năm 2024. Tiếp nhận "
              "48 phản ánh của công dân về trật tự, vệ sinh, chiếu sáng và chuyển đúng nơi giải "
              "quyết trong 24 giờ. Vận động giao nộp 07 vũ khí tự chế.",
              "Sổ trực của Tổ; biên bản giao nộp vũ khí tự chế."),
        claim(3,
              "Đề xuất chia 03 cụm liên hộ theo ngõ để thực hiện nghị quyết của HĐND thị trấn về "
              "lực lượng tham gia bảo vệ an ninh, trật tự ở cơ sở. Thời gian có mặt tại hiện "
              "trường giảm từ 20 phút xuống 08 phút.",
              "Sơ đồ phân cụm; biên bản họp khối phố thông qua phương án."),
        paper_note="Báo cáo thành tích cá nhân (bản giấy, đã quét), 02 trang, có xác nhận của thủ "
        "trưởng đơn vị ngày 15/5/2025.",
        story=[
            step(5, 19, "clerk", "enter_on_paper",
                 paper_received_on=date(2025, 5, 19),
                 note=(
                     "Đơn vị nộp hồ sơ giấy có chữ ký của Trưởng khối phố; Văn phòng – Thống kê "
                     "nhập thay."
                 )),
            step(5, 20, "clerk", "receive", received_on=date(2025, 5, 20)),
        ],
    ),
    nomination(
        "QH80-2025-0036", "drafting", "hvt", "district_merit",
        individual(
            "Hoàng Thị Bích Ngà", date(1979, 2, 11), "Nữ", "Tổ trưởng Tổ hòa giải khối phố",
            "xã Bắc Quỳnh, huyện Bắc Sơn, tỉnh Lạng Sơn",
            "khối phố Hoàng Văn Thụ, thị trấn Bắc Sơn",
        ),
        "Hòa giải thành 14/15 vụ việc; tham mưu tiếp thu 22 ý kiến cử tri tại khối phố.",
        claim(4,
              "Chủ trì hòa giải 15 vụ việc phát sinh trong khối phố, hòa giải thành 14 vụ, đạt "
              "93,3%; không để phát sinh đơn thư vượt cấp. Giúp Trưởng khối phố tập hợp 22 ý kiến "
              "cử tri trước hai kỳ họp thường lệ của HĐND thị trấn. Các ý kiến đều được phân loại "
              "và gửi đúng thời hạn.",
              "Sổ theo dõi hoạt động hòa giải ở cơ sở năm 2024 và quý I/2025; biên bản tổng hợp ý "
              "kiến cử tri."),
        claim(3,
              "Đề xuất cách ghi “phiếu hẹn trả lời cử tri” gắn với Nghị quyết của HĐND thị trấn về "
              "phát triển kinh tế - xã hội năm 2025. Sau 05 tháng áp dụng, 19/22 kiến nghị có trả "
              "lời bằng văn bản, thời gian chờ giảm từ 40 ngày xuống còn 18 ngày.",
              "Mẫu phiếu hẹn; bảng theo dõi trả lời kiến nghị do khối phố lập."),
        paper_note="Báo cáo thành tích cá nhân, 03 trang, có xác nhận của thủ trưởng đơn vị ngày "
        "23/5/2025.",
        story=[
            step(5, 20, "drafter.hvt", "create"),
        ],
    ),
    nomination(
        "QH80-2025-0037", "drafting", "women", "district_merit",
        collective(
            "Chi hội Phụ nữ khối phố Yên Lãng", "Nhà văn hóa khối phố Yên Lãng, thị trấn Bắc Sơn",
        ),
        "Duy trì nhóm truyền thông 12 thành viên; thu gom, phân loại rác đạt 125% chỉ tiêu giao.",
        claim(1,
              "Chi hội đưa nội dung phong trào thi đua vào 09 kỳ sinh hoạt thường kỳ, tỷ lệ hội "
              "viên tham dự bình quân 91%. Nhóm truyền thông 12 thành viên đã đến 138 lượt gia "
              "đình để giới thiệu về Quốc hội và hoạt động của đại biểu. 100% hội viên chấp hành "
              "tốt chủ trương của Đảng, pháp luật của Nhà nước.",
              "Báo cáo công tác hội năm 2024 của Chi hội; ảnh hoạt động của nhóm truyền thông."),
        claim(3,
              "Sáng kiến “Mỗi tuần một giờ vì tuyến phố sạch” được 74 gia đình hội viên hưởng ứng, "
              "thu gom 2,1 tấn rác tái chế, gây quỹ 11,6 triệu đồng. Chỉ tiêu môi trường theo Nghị "
              "quyết của HĐND thị trấn hoàn thành trước 02 tháng, đạt 125% kế hoạch.",
              "Sổ theo dõi quỹ của Chi hội; xác nhận của Trưởng khối phố Yên Lãng."),
        paper_note="Báo cáo thành tích tập thể, 04 trang, có xác nhận của thủ trưởng đơn vị ngày "
        "27/5/2025.",
        story=[
            step(5, 21, "drafter", "create"),
        ],
    ),
    nomination(
        "QH80-2025-0038", "unit_approved", "youth", "district_merit",
        individual(
            "Hoàng Ngọc Khánh Huyền", date(2000, 9, 27), "Nữ",
            "Bí thư Chi đoàn khối phố Hoàng Văn Thụ",
            "thị trấn Bắc Sơn, huyện Bắc Sơn, tỉnh Lạng Sơn",
            "khối phố Hoàng Văn Thụ, thị trấn Bắc Sơn",
        ),
        "Thực hiện 15 phim ngắn về lịch sử Quốc hội, đạt hơn 21.000 lượt xem.",
        claim(1,
              "Chủ trì thực hiện 15 phim ngắn giới thiệu lịch sử Quốc hội Việt Nam, đạt hơn 21.000 "
              "lượt xem trên trang của Đoàn thị trấn. Tổ chức 02 diễn đàn thanh niên với 148 đoàn "
              "viên tham gia. Chi đoàn được đánh giá hoàn thành xuất sắc năm 2024.",
              "Danh mục 15 phim ngắn; quyết định xếp loại chi đoàn."),
        claim(3,
              "Tham mưu mô hình “Giờ thứ bảy trực tuyến” để hỗ trợ Nhân dân nộp hồ sơ qua mạng, "
              "thực hiện nghị quyết của HĐND về chuyển đổi số. Sau 06 tháng đã hỗ trợ 512 lượt hồ "
              "sơ, tỷ lệ hồ sơ trực tuyến của khối phố đạt 78%.",
              "Sổ hỗ trợ; báo cáo kết quả chuyển đổi số của thị trấn."),
        paper_note="Báo cáo thành tích cá nhân, 03 trang, có xác nhận của thủ trưởng đơn vị ngày "
        "23/5/2025.",
        story=[
            step(5, 21, "drafter.dtn", "create"), step(5, 26, "drafter.dtn", "submit"),
            step(5, 30, "head.dtn", "approve"),
        ],
    ),
    nomination(
        "QH80-2025-0039", "drafting", "lvt", "district_merit",
        collective(
            "Tổ tự quản an ninh trật tự và vệ sinh môi trường tuyến phố Lương Văn Tri",
            "Nhà văn hóa khối phố Lương Văn Tri, thị trấn Bắc Sơn",
        ),
        "Tuyên truyền đến 210 hộ; lắp 16 mắt camera từ nguồn xã hội hóa, vượt chỉ tiêu 60%.",
        claim(2,
              "Tổ đã phổ biến 06 văn bản pháp luật mới về an ninh trật tự, phòng cháy chữa cháy và "
              "bảo vệ môi trường đến 210 hộ trong khối phố. Tổ chức 11 buổi phát thanh lưu động, "
              "mỗi buổi 30 phút. Trong 12 tháng, khối phố không xảy ra vụ cháy nổ, giảm 03 vụ việc "
              "về trật tự so với năm trước.",
              "Lịch phát thanh; biên bản bàn giao tài liệu đến các hộ; báo cáo của Công an thị "
              "trấn."),
        claim(3,
              "Vận động xã hội hóa 84 triệu đồng để lắp 16 mắt camera tại 07 điểm giao cắt, vượt "
              "60% chỉ tiêu theo kế hoạch thực hiện nghị quyết của HĐND thị trấn. Công trình hoàn "
              "thành trước tiến độ 45 ngày.",
              "Biên bản nghiệm thu; sổ thu, chi công khai của khối phố."),
        paper_note="Báo cáo thành tích tập thể, 05 trang, có xác nhận của thủ trưởng đơn vị ngày "
        "29/5/2025.",
        story=[
            step(5, 22, "drafter.lvt", "create"),
        ],
    ),
    nomination(
        "QH80-2025-0040", "drafted", "women", "district_merit",
        collective(
            "Chi hội Phụ nữ khối phố Hoàng Văn Thụ",
            "Nhà văn hóa khối phố Hoàng Văn Thụ, thị trấn Bắc Sơn",
        ),
        "Đăng 86 tin bài về phong trào thi đua; giúp 05 hội viên thoát nghèo, vượt 25% chỉ tiêu.",
        claim(1,
              "Chi hội lập trang thông tin nội bộ, đăng 86 tin bài về phong trào thi đua và các "
              "hoạt động của Quốc hội, HĐND. Tổ chức hội thi tìm hiểu với 07 đội, 63 thí sinh. Tỷ "
              "lệ thu hút hội viên đạt 89%, tăng 06 điểm phần trăm so với năm 2023.",
              "Kế hoạch và kết quả hội thi; danh mục tin bài."),
        claim(3,
              "Mô hình “Năm giúp một” đã giúp 05 hội viên thoát nghèo trong khi chỉ tiêu giao là "
              "04, vượt 25%. Tổng vốn tín chấp duy trì 2,9 tỷ đồng cho 58 hội viên, không có nợ "
              "quá hạn.",
              "Danh sách hội viên thoát nghèo; xác nhận dư nợ của tổ tiết kiệm và vay vốn."),
        paper_note="Báo cáo thành tích tập thể, 05 trang, có xác nhận của thủ trưởng đơn vị ngày "
        "28/5/2025.",
        story=[
            step(5, 23, "drafter", "create"), step(5, 29, "drafter", "submit"),
        ],
    ),
    nomination(
        "QH80-2025-0041", "drafting", "women", "district_merit",
        individual(
            "Lộc Thị Hồng Gấm", date(1991, 8, 19), "Nữ",
            "Chi hội trưởng Chi hội Phụ nữ khối phố Trần Phú",
            "xã Long Đống, huyện Bắc Sơn, tỉnh Lạng Sơn", "khối phố Trần Phú, thị trấn Bắc Sơn",
        ),
        "Vận động 96 hội viên tham gia 04 buổi tuyên truyền về Ngày Tổng tuyển cử đầu tiên.",
        claim(1,
              "Từ tháng 9/2024 đến nay đã trực tiếp tổ chức 04 buổi sinh hoạt chuyên đề về ý nghĩa "
              "Ngày Tổng tuyển cử đầu tiên bầu Quốc hội Việt Nam, với 312 lượt hội viên tham dự. "
              "Biên soạn 01 bộ câu hỏi đáp gồm 25 câu để hội viên tự tìm hiểu. 96/104 hội viên của "
              "chi hội đăng ký tham gia phong trào thi đua.",
              "Sổ ghi biên bản sinh hoạt chi hội năm 2024; bộ câu hỏi đáp; danh sách hội viên đăng "
              "ký."),
        paper_note="",
        incomplete=["claim-2", "report"],
        story=[
            step(5, 26, "drafter", "create"),
        ],
    ),
    nomination(
        "QH80-2025-0042", "drafting", "police", "district_merit",
        individual(
            "Đàm Thị Quỳnh Như", date(1996, 6, 5), "Nữ", "Cán bộ Công an thị trấn",
            "xã Tân Tri, huyện Bắc Sơn, tỉnh Lạng Sơn", "khối phố Lê Hồng Phong, thị trấn Bắc Sơn",
        ),
        "Cấp 1.146 tài khoản định danh điện tử; tham mưu tiếp nhận phản ánh của công dân trong "
        "ngày.",
        claim(2,
              "Trực tiếp phổ biến các quy định mới của Luật Căn cước tại 06 khối phố, thu hút 540 "
              "lượt người dự. Tham mưu tổ chức 13 đợt lưu động, cấp 1.146 tài khoản định danh điện "
              "tử mức độ 2. Hồ sơ cư trú được giải quyết đúng hạn 100%.",
              "Báo cáo kết quả thực hiện của Công an thị trấn; kế hoạch các đợt lưu động."),
        claim(4,
              "Đề xuất lập nhóm tiếp nhận phản ánh của 08 khối phố trên điện thoại, phân công trực "
              "theo ca. Từ tháng 10/2024, nhóm tiếp nhận 77 tin, xử lý trong ngày 71 tin, qua đó "
              "góp phần thực hiện nghị quyết của HĐND thị trấn về bảo đảm an ninh trật tự.",
              "Sổ tiếp nhận tin phản ánh; thống kê theo tháng của nhóm."),
        paper_note="Báo cáo thành tích cá nhân, 03 trang, có xác nhận của thủ trưởng đơn vị ngày "
        "30/5/2025.",
        story=[
            step(5, 27, "drafter.ca", "create"),
        ],
    ),
    nomination(
        "QH80-2025-0043", "drafting", "land", "district_merit",
        individual(
            "Hoàng Minh Thự", date(1987, 12, 30), "Nam", "Công chức Địa chính – Xây dựng",
            "xã Vũ Lăng, huyện Bắc Sơn, tỉnh Lạng Sơn", "khối phố Lương Văn Tri, thị trấn Bắc Sơn",
            account="drafter.dcxd",
        ),
        "Tham mưu giải quyết dứt điểm 31 kiến nghị của cử tri về đất đai, xây dựng.",
        claim(4,
              "Tham mưu UBND thị trấn trả lời 31 kiến nghị của cử tri về đất đai, trật tự xây "
              "dựng, trong đó 29 kiến nghị được giải quyết dứt điểm. Tham gia 17 buổi tiếp công "
              "dân định kỳ và đột xuất. Không có vụ việc quá hạn trong kỳ.",
              "Bảng tổng hợp kiến nghị cử tri và kết quả giải quyết năm 2024."),
        claim(3,
              "Tham mưu xây dựng 01 tờ trình và 01 dự thảo nghị quyết của HĐND thị trấn về danh "
              "mục chỉnh trang ngõ phố năm 2025. Giải pháp chồng lớp bản đồ thửa đất với danh mục "
              "công trình giúp rút ngắn 09 ngày khảo sát và giảm 03 điểm phải điều chỉnh.",
              "Tờ trình và dự thảo nghị quyết; bản đồ chuyên đề do cá nhân lập."),
        paper_note="",
        incomplete=["report"],
        story=[
            step(5, 28, "drafter.dcxd", "create"),
        ],
    ),
    nomination(
        "QH80DM-2025-0001", "sent_to_district", "thongnhat", "district_merit",
        collective(
            "Khối phố Thống Nhất Một",
            "Nhà văn hóa khối phố Thống Nhất Một, thị trấn Đồng Mỏ, huyện Chi Lăng",
        ),
        "95% hộ đạt gia đình văn hóa; hoàn thành nhà văn hóa trước tiến độ 70 ngày.",
        claim(1,
              "Khối phố tổ chức 08 buổi tuyên truyền về 80 năm Ngày Tổng tuyển cử đầu tiên với 566 "
              "lượt người dự. 95% hộ đạt gia đình văn hóa, tăng 03 điểm phần trăm. Giữ vững danh "
              "hiệu khối phố văn hóa 06 năm liền.",
              "Quyết định công nhận danh hiệu; lịch tuyên truyền."),
        claim(3,
              "Huy động 310 triệu đồng và 480 ngày công xây nhà văn hóa theo nghị quyết của HĐND "
              "thị trấn Đồng Mỏ, hoàn thành trước 70 ngày. Cách công khai vật tư hằng ngày giúp "
              "tiết kiệm 06% dự toán.",
              "Hồ sơ quyết toán; bảng công khai vật tư."),
        paper_note="Báo cáo thành tích tập thể, 04 trang, có xác nhận của thủ trưởng đơn vị ngày "
        "9/4/2025.",
        story=[
            step(4, 8, "drafter2", "create"), step(4, 10, "drafter2", "submit"),
            step(4, 14, "head2", "approve"),
            step(4, 16, "clerk2", "receive", received_on=date(2025, 4, 16)),
            step(4, 25, "clerk2", "appraise",
                 met=[True, True],
                 remarks=["Đạt; minh chứng đầy đủ.", "Đạt; có xác nhận của nơi áp dụng."]),
            step(5, 8, "clerk2", "review"), step(5, 21, "chair2", "send", submission="dongmo_1"),
        ],
    ),
    nomination(
        "QH80DM-2025-0002", "drafted", "thongnhat", "district_merit",
        individual(
            "Lăng Văn Thuận", date(1975, 5, 21), "Nam",
            "Chi hội trưởng Chi hội Cựu chiến binh khối phố",
            "xã Quang Lang, huyện Chi Lăng, tỉnh Lạng Sơn",
            "khối phố Thống Nhất Một, thị trấn Đồng Mỏ",
        ),
        "Nói chuyện truyền thống cho 230 học sinh; vận động hiến 145 m² đất mở rộng ngõ.",
        claim(1,
              "Tổ chức 03 buổi nói chuyện truyền thống về Ngày Tổng tuyển cử đầu tiên cho 230 học "
              "sinh và đoàn viên trên địa bàn. Sưu tầm 19 tư liệu, hiện vật phục vụ trưng bày tại "
              "nhà văn hóa.",
              "Thư cảm ơn của nhà trường; danh mục 19 tư liệu, hiện vật."),
        claim(3,
              "Tham mưu phương án vận động 11 gia đình hiến 145 m² đất mở rộng ngõ theo nghị quyết "
              "của HĐND thị trấn Đồng Mỏ. Cách làm “đảng viên hiến trước” giúp công trình xong "
              "trước 20 ngày.",
              "Văn bản hiến đất của 11 gia đình; biên bản bàn giao."),
        paper_note="Báo cáo thành tích cá nhân, 02 trang, có xác nhận của thủ trưởng đơn vị ngày "
        "22/5/2025.",
        story=[
            step(5, 20, "drafter2", "create"), step(5, 23, "drafter2", "submit"),
        ],
    ),
]
# fmt: on
