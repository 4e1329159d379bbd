"""The plan that the demo lives on, complete and word for word from its source."""

from datetime import date
from typing import Any

# An assumption: the source says only "ngày tháng 6 năm 2024", with the day left blank.
ISSUED_ON = date(2024, 6, 10)

CRITERIA: dict[str, list[str]] = {
    "collective": [
        (
            "Các tập thể triển khai có hiệu quả phong trào thi đua; có thành tích xuất sắc, tiêu "
            "biểu trong thực hiện các nội dung của phong trào thi đua được quy định tại mục II của "
            "Kế hoạch này."
        ),
        ("Có sáng kiến, giải pháp, hoàn thành vượt mức chỉ tiêu, tiến độ thực hiện các nhiệm vụ được giao."),
    ],
    "individual": [
        (
            "Cá nhân có thành tích xuất sắc, tiêu biểu trong tham mưu thực hiện các nội dung của "
            "phong trào thi đua được quy định tại mục II của Kế hoạch này."
        ),
        (
            "Có sáng kiến, giải pháp hiệu quả thiết thực trong tham mưu xây dựng và thực hiện các "
            "nghị quyết của HĐND các cấp."
        ),
    ],
}

# The plan names no papers; a report for each nominee is what published procedures ask of a unit.
REQUIRED_PAPERS = {"collective": ["report"], "individual": ["report"]}

# Invented for the demo: the source only says that the district will issue its guidance.
GUIDANCE: dict[str, Any] = {
    "number": "26/HD-UBND",
    "issued_on": date(2025, 4, 18),
    "issuer": "Ủy ban nhân dân huyện Bắc Sơn",
    "drafted_by": "Phòng Nội vụ huyện Bắc Sơn",
    "title": (
        "Hướng dẫn đề nghị khen thưởng phong trào thi đua chào mừng kỷ niệm 80 năm Ngày Tổng tuyển "
        "cử đầu tiên bầu Quốc hội Việt Nam, đợt xét trước khi kết thúc hoạt động của cấp huyện"
    ),
    "invented": True,
}

PLAN: dict[str, Any] = {
    "slug": "quoc-hoi-80-nam",
    "code": "QH80",
    "procedure": "district",
    "title": (
        "Triển khai thực hiện phong trào thi đua lập thành tích chào mừng “Kỷ niệm 80 năm Ngày "
        "Tổng tuyển cử đầu tiên bầu Quốc hội Việt Nam (06/01/1946 - 06/01/2026)”"
    ),
    "short_title": ("Thi đua chào mừng kỷ niệm 80 năm Ngày Tổng tuyển cử đầu tiên bầu Quốc hội Việt Nam"),
    "issuing_organisation": "town_bacson",
    "issuer": "UBND thị trấn Bắc Sơn",
    "plan_number": None,
    "plan_symbol": "KH-UBND",
    "plan_date_text": "ngày tháng 6 năm 2024",
    "issued_on": ISSUED_ON,
    "place": "Thị trấn Bắc Sơn",
    "parent_plan": {
        "number": "188/KH-UBND",
        "date": date(2024, 5, 31),
        "issuer": "Ủy ban nhân dân huyện Bắc Sơn",
        "title": (
            "triển khai thực hiện phong trào thi đua lập thành tích chào mừng “Kỷ niệm 80 năm Ngày "
            "Tổng tuyển cử đầu tiên bầu Quốc hội Việt Nam (06/01/1946 - 06/01/2026)”"
        ),
    },
    "legal_basis": [
        (
            "Kế hoạch số 188/KH-UBND ngày 31/5/2024 của Ủy ban nhân dân huyện Bắc Sơn triển khai "
            "thực hiện phong trào thi đua lập thành tích chào mừng “Kỷ niệm 80 năm Ngày Tổng tuyển "
            "cử đầu tiên bầu Quốc hội Việt Nam (06/01/1946 - 06/01/2026)”"
        ),
    ],
    "opening": (
        "Thực hiện Kế hoạch số 188/KH-UBND ngày 31/5/2024 của Ủy ban nhân dân huyện Bắc Sơn triển "
        "khai thực hiện phong trào thi đua lập thành tích chào mừng “Kỷ niệm 80 năm Ngày Tổng "
        "tuyển cử đầu tiên bầu Quốc hội Việt Nam (06/01/1946 - 06/01/2026)”, UBND thị trấn Bắc Sơn "
        "ban hành Kế hoạch triển khai thực hiện phong trào thi đua, cụ thể như sau:"
    ),
    "starts_on": ISSUED_ON,
    "ends_on": date(2025, 12, 31),
    "period_text": "Từ ngày ban hành Kế hoạch đến hết ngày 31/12/2025.",
    "purposes": [
        (
            "Triển khai phong trào thi đua trên toàn địa bàn, nhằm tạo khí thế thi đua sôi nổi "
            "trong thi đua lập thành tích chào mừng “Kỷ niệm 80 năm Ngày Tổng tuyển cử đầu tiên "
            "bầu Quốc hội Việt Nam (06/01/1946 - 06/01/2026)”, nâng cao nhận thức về ý nghĩa quan "
            "trọng của cuộc Tổng tuyển cử đầu tiên bầu Quốc hội Việt Nam, từ đó tạo động lực thực "
            "hiện thắng lợi nhiệm vụ phát triển kinh tế - xã hội."
        ),
        (
            "Biểu dương, khen thưởng những tập thể, cá nhân lập được thành tích tiêu biểu xuất sắc "
            "trong phong trào thi đua."
        ),
    ],
    "requirements": [
        (
            "Tổ chức triển khai hiệu quả phong trào thi đua, gắn với thực hiện chức năng, nhiệm "
            "vụ, quyền hạn của từng cơ quan, đơn vị, các thôn trên địa bàn."
        ),
        (
            "Thực hiện tốt công tác tuyên truyền, tạo sự đồng thuận, ủng hộ để mỗi cán bộ, công "
            "chức, viên chức, người lao động tích cực hưởng ứng phong trào thi đua, thường xuyên "
            "tuyên truyền về các hoạt động của Quốc hội, HĐND các cấp và những điển hình tiêu biểu "
            "trong phong trào thi đua."
        ),
    ],
    "contents": [
        (
            "Tuyên truyền về mục đích, ý nghĩa của Ngày Tổng tuyển cử đầu tiên bầu Quốc hội Việt "
            "Nam (06/01/1946 - 06/01/2026), nâng cao nhận thức, trách nhiệm của cán bộ, công chức, "
            "viên chức, người lao động và các tầng lớp Nhân dân tiếp tục nỗ lực, đẩy mạnh phong "
            "trào thi đua yêu nước, lập thành tích trong lao động, sản xuất, học tập và công tác."
        ),
        (
            "Tổ chức quán triệt, phổ biến, triển khai kịp thời, đầy đủ và có hiệu quả các quy định "
            "Hiến pháp, Luật, Pháp lệnh, Nghị quyết của Ủy ban Thường vụ Quốc hội, các văn bản "
            "hướng dẫn thi hành và các văn bản quy phạm pháp luật của HĐND, UBND các cấp ban hành."
        ),
        (
            "Tham mưu xây dựng và tổ chức thực hiện Nghị quyết của HĐND các cấp đảm bảo kịp thời, "
            "chất lượng, hiệu quả, đúng theo quy định và phù hợp với tình hình thực tiễn."
        ),
        (
            "Nâng cao chất lượng, hiệu quả công tác tổ chức tiếp xúc cử tri, giải quyết ý kiến, "
            "kiến nghị của cử tri; giải quyết kiến nghị sau giám sát của Thường trực HĐND, các Ban "
            "của HĐND; phối hợp tổ chức các kỳ họp HĐND các cấp; thực hiện tốt công tác tiếp công "
            "dân, tiếp nhận, xử lý và giải quyết đơn khiếu nại, tố cáo, kiến nghị, phản ánh của "
            "công dân."
        ),
    ],
    "subjects": [
        "Các ban, ngành, các khối phố.",
        (
            "Cán bộ, công chức, viên chức, người lao động thuộc các ban, ngành, các khối khối và "
            "các tầng lớp Nhân dân trên địa bàn."
        ),
    ],
    "award_forms": [
        {
            "code": "district_merit",
            "name": "Giấy khen của Chủ tịch UBND huyện",
            "granter_level": "district",
            "nominee_kinds": ["collective", "individual"],
            "criteria": CRITERIA,
            "criteria_source": "Mục IV.2.1 a), b) của Kế hoạch",
            "text": None,
            "proposal_time": ("Kết thúc đợt thi đua, UBND huyện sẽ ban hành hướng dẫn khen thưởng."),
            "valid_from": ISSUED_ON,
            "valid_to": date(2025, 6, 30),
            "required_papers": REQUIRED_PAPERS,
        },
        {
            "code": "province_merit",
            "name": "Bằng khen của Chủ tịch UBND tỉnh",
            "granter_level": "province",
            "nominee_kinds": ["collective", "individual"],
            "criteria": CRITERIA,
            "criteria_source": (
                "Kế hoạch không có tiêu chuẩn riêng (mục IV.2.2): dùng tiêu chuẩn của Giấy khen, "
                "mục IV.2.1 a), b)"
            ),
            "text": (
                "Trên cơ sở văn bản hướng dẫn của UBND huyện, UBND thị trấn lựa chọn tập thể, cá "
                "nhân tiêu biểu, xuất sắc đề nghị Chủ tịch UBND tỉnh, huyện xem xét, khen thưởng."
            ),
            "proposal_time": "Trên cơ sở văn bản hướng dẫn của UBND huyện",
            "valid_from": ISSUED_ON,
            "valid_to": None,
            "required_papers": REQUIRED_PAPERS,
        },
    ],
    "duties": [
        {
            "addressees": "Thủ trưởng các ban, ngành, các khối phố",
            "role": "unit_head",
            "text": [
                (
                    "Thủ trưởng các ban, ngành, các khối phố căn cứ Kế hoạch này và điều kiện cụ "
                    "thể của cơ quan, đơn vị tổ chức, triển khai thực hiện có hiệu quả phong trào "
                    "thi đua. Thông qua phong trào thi đua, phát hiện, động viên, biểu dương, khen "
                    "thưởng, đề nghị khen thưởng kịp thời các tập thể, cá nhân có thành tích xuất "
                    "sắc, tiêu biểu, chú trọng khen thưởng đội ngũ cán bộ, công chức, viên chức, "
                    "người lao động có những đề xuất, sáng kiến trong việc tham mưu thực hiện "
                    "nhiệm vụ."
                ),
            ],
        },
        {
            "addressees": "Công chức Văn hóa – Xã hội xã",
            "role": "culture",
            "text": [
                (
                    "Công chức Văn hóa – Xã hội xã hướng dẫn các cơ quan, đơn vị, các khối phố "
                    "tuyên truyền về phong trào thi đua."
                ),
                (
                    "Tăng cường tuyên truyền về phong trào thi đua; gương các tập thể, cá nhân có "
                    "nhiều thành tích xuất sắc trong thực hiện phong trào thi đua trên phương tiện "
                    "thông tin đại chúng của thị trấn."
                ),
            ],
        },
        {
            "addressees": "Văn phòng - Thống kê",
            "role": "clerk",
            "text": [
                (
                    "Văn phòng - Thống kê tham mưu cho UBND theo dõi, đôn đốc việc triển khai thực "
                    "hiện phong trào thi đua; tiếp nhận, thẩm định hồ sơ đề nghị khen thưởng của "
                    "các tập thể, cá nhân có thành tích tiêu biểu, xuất sắc trình Chủ tịch UBND "
                    "huyện và các cấp khen thưởng."
                ),
            ],
        },
    ],
    "closing": (
        "UBND thị trấn đề nghị các ban, ngành, các khối phố tích cực hưởng ứng, triển khai thực "
        "hiện phong trào thi đua với những nội dung trên./."
    ),
    "recipients": [
        "Phòng Nội vụ huyện;",
        "Chủ tịch, các Phó Chủ tịch UBND thị trấn;",
        "Các ban, ngành đoàn thể thị trấn;",
        "Các cơ quan, đơn vị trên đại bàn thị trấn;",
        "Các khối phố trên địa bàn thị trấn;",
        "Lưu: VP.",
    ],
    "signer": {
        "authority": None,
        "title": "CHỦ TỊCH",
        "name": "Nguyễn Hữu Đạt",
    },
    "notes": [
        "Số và ngày ban hành để trống trong bản nguồn.",
        "“các khối khối” (mục IV.1): có lẽ là “các khối phố”.",
        "“đại bàn” (Nơi nhận): có lẽ là “địa bàn”.",
        ("“Công chức Văn hóa – Xã hội xã” (mục V.2): cơ quan ban hành là thị trấn."),
        "“các thôn” (mục I.2): các mục khác viết “khối phố”.",
        ("“Lưu: VP” (Nơi nhận): Nghị định 30/2020/NĐ-CP dùng “Lưu: VT, …”."),
        "Thiếu dòng “TM. ỦY BAN NHÂN DÂN” trên chức vụ người ký.",
        ("Nội dung 2 (mục II) bị ngắt dòng giữa câu trong bản nguồn; ở đây đã nối lại."),
    ],
    "guidance": GUIDANCE,
}

# Invented: the same movement as another town would launch it, so that visibility can be seen.
OTHER_TOWN_PLAN: dict[str, Any] = PLAN | {
    "slug": "quoc-hoi-80-nam-dong-mo",
    "code": "QH80DM",
    "issuing_organisation": "town_dongmo",
    "issuer": "UBND thị trấn Đồng Mỏ",
    "place": "Thị trấn Đồng Mỏ",
    "parent_plan": None,
    "legal_basis": [],
    "opening": (
        "UBND thị trấn Đồng Mỏ ban hành Kế hoạch triển khai thực hiện phong trào thi đua, cụ thể như sau:"
    ),
    "signer": {"authority": None, "title": "CHỦ TỊCH", "name": "Phùng Thế Lượng"},
    "notes": ["Kế hoạch giả định, chỉ dùng cho bản trình diễn."],
    "guidance": GUIDANCE
    | {
        "number": "31/HD-UBND",
        "issuer": "Ủy ban nhân dân huyện Chi Lăng",
        "drafted_by": "Phòng Nội vụ huyện Chi Lăng",
    },
    "invented": True,
}
