"""Long-standing words of the form of an achievement report, not checked against the annexes of the decrees."""

# To print them is no copying.
FORM_WORDS = (
    "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc", "BÁO CÁO THÀNH TÍCH ĐỀ NGHỊ TẶNG",
    "Ghi đầy đủ, chữ in thường, không viết tắt", "Họ tên, chức vụ và đơn vị công tác", "Sinh ngày, tháng, năm",
    "Nơi thường trú (trú quán)", "Chức vụ (Đảng, chính quyền, đoàn thể)", "Trình độ chuyên môn, nghiệp vụ",
    "Học hàm, học vị, danh hiệu, giải thưởng", "Quyền hạn, nhiệm vụ được giao hoặc đảm nhận",
    "Thành tích đạt được của cá nhân", "Thành tích đạt được của tập thể", "CÁC HÌNH THỨC ĐÃ ĐƯỢC KHEN THƯỞNG",
    "SƠ LƯỢC ĐẶC ĐIỂM, TÌNH HÌNH", "Chức năng, nhiệm vụ được giao",
    "Biện pháp hoặc nguyên nhân đạt được thành tích; các phong trào thi đua đã được áp dụng trong thực tiễn",
    "Việc thực hiện chủ trương, chính sách của Đảng, pháp luật của Nhà nước",
    "Hoạt động của tổ chức đảng, đoàn thể", "Số, ngày, tháng, năm của quyết định; cơ quan ban hành quyết định",
    "THỦ TRƯỞNG ĐƠN VỊ XÁC NHẬN, ĐỀ NGHỊ", "THỦ TRƯỞNG CẤP TRÊN TRỰC TIẾP NHẬN XÉT, XÁC NHẬN",
    "NGƯỜI BÁO CÁO THÀNH TÍCH", "Ký, ghi rõ họ và tên",
)  # fmt: skip
