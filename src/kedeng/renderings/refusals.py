"""Refusals of acts: code → Chinese sentence that says why, and what to do. For every door."""
# ruff: noqa: E501 - a sentence stays on its line

from collections.abc import Mapping
from datetime import datetime
from typing import Any

_SENTENCES: dict[str, str] = {
    # rights and place
    "right_missing": "当前账号没有这项权限。如需办理，请联系本单位的管理员。",
    "not_your_record": "这项登记不是本人或本单位填报的。",
    "not_on_route": "这项登记不在本单位的审查路径上。",
    "not_at_your_desk": "这项登记现在不在本单位的办理环节。请刷新页面查看它现在的位置。",
    "not_in_this_state": "这项登记现在的状态不能这样办理。请刷新页面后再看可以办理的事项。",
    "not_editable_now": "这项登记现在不能修改：已提交的内容要先收回，或由审查机构退回。",
    "not_submitted_now": "盖章的登记表从已提交的内容打印，提交以后才能上传扫描件。",
    "not_claimable_now": "这项登记现在不需要审查。",
    "not_your_organisation": "只能办理本机构的事项。",
    # moves
    "moved_meanwhile": "这项登记刚刚被办理过，页面上的内容已不是最新的。请刷新后再办理。",
    "reason_missing": "请写明理由，例如：验收意见落款日期与评价日期不一致。",
    "reason_too_long": "理由有 {size} 个字，最多 {most} 个字。请写短一些，细节可以写成逐项意见。",
    "note_too_long": "“{place}”的意见有 {size} 个字，最多 {most} 个字。请写短一些。",
    "too_many_notes": "一次最多写 {most} 条意见，现在有 {size} 条。请合并同类意见。",
    "desk_missing": "请选择退回到哪个环节。",
    "no_route": "本单位上级中没有可以受理的省级登记机构，请联系本单位管理员核对组织关系。",
    "next_is_province": "下一环节是省级登记机构，请使用“推荐”。",
    "next_is_desk": "下一环节仍是审查单位，请使用“审查通过，报送上级”。",
    "checklist_open": "推荐或登记前要逐项确认。还没有确认：{open}。",
    "own_record": "不能审查本人填报或提交的登记，请由本机构其他人员办理。",
    "own_record_here": (
        "登记政策规定，单位审查岗也不能审查本人填报或提交的登记。请由本单位其他审查人员办理。"
    ),
    "never_submitted": "这份草稿还没有提交过，不需要撤回；不用了可以直接删除。",
    "submitted_before": "提交过的登记不能删除，可以撤回登记。",
    # paper
    "paper_not_here": "这项登记还没有报送到本机构，不能登记收件。请核对登记表编号。",
    "codes_missing": "请扫描或输入登记表上的校验码：只扫封面，或逐页扫全。",
    "paper_there_already": (
        "本机构已经登记收到这一版的纸质登记表 {copies} 份。份数要更正的，请先撤销原来的收件记录，再重新登记。"
    ),
    "paper_foreign": "有的页不是登记表 {record} 的。请把混入的页取出后再登记收件。",
    "paper_replaced": (
        "第 {pages} 页是旧版本的，不能收件：现行的是第 {newest} 版，这几页已经改过。"
        "请报送单位只打印更换页，换好后再收；没有改动的页不必重印。"
    ),
    "cover_missing": "只核对一页的，请扫封面的二维码；或者逐页扫全。",
    "paper_incomplete": "登记表没有齐，还缺第 {pages} 页。补齐后再登记收件；只核对封面的，请只扫封面。",
    "copies_wrong": "份数请填 1 到 {most}。",
    "paper_note_long": "说明有 {size} 个字，最多 {most} 个字。请写短一些。",
    "receipt_revoked": "这条收件记录已经撤销，不能再撤销。",
    "paper_not_received": (
        "本省规定收到纸质材料后才能推荐，本机构还没有登记收到第 {version} 版的纸质登记表。"
        "请先在“收件登记”中登记。"
    ),
    # batches
    "batch_empty": "这个批次里没有可以报送的登记。先审查通过或推荐，再生成汇总表。",
    "batch_changed": "刚刚有登记报送、退回或换了新版本，汇总表已不是最新的。请刷新后再生成。",
    "batch_not_yours": "这份汇总表不是由本机构报送或接收的。",
    "handed_over_already": "这份汇总表已经送出，正在等对方接收，或已经收到回执，不必再送。",
    "answered_already": "这份汇总表刚刚由同事办理过。请刷新页面查看结果。",
    "package_withheld": (
        "这份汇总表还没有报送给本机构，或者其中有登记已经收回，本机构现在看不到，不能装订报送包。"
    ),
    # certificates
    "certificate_given_none": "本省的登记政策不发登记证书。",
    "certificate_no_number": "还没有赋登记号，不能发证书。",
    "certificate_ended": "这项登记已经注销，不再发证书。",
    "certificate_not_publicised": "登记政策规定公示期满后才发证书，这项登记还没有列入公示。请先在“公示”页面列入一批。",
    "certificate_under_way": "公示还没有期满，期满无异议后才能发证书。",
    "certificate_objection": "这项登记有还没有处理完的异议，处理完后才能发证书。",
    "certificate_ordered": "异议的决定要求变更这项登记，变更办完后才能发证书。",
    "certificate_missing": "应发证书，还没有发，由省级登记机构在登记的页面或公示批次页制发。",
    "certificate_not_on_paper": "登记政策规定证书由申报方自行下载，不用登记发放。",
    "certificate_not_current": "这一版证书已被替换或已注销，不能发放。请发放现行的一版。",
    "certificates_none": "没有选中证书。请在列表中勾选，或放宽筛选条件。",
    "certificates_many": "一次最多打印 {most} 份证书，现在有 {count} 份。请用筛选条件分批打印。",
    "handed_to_missing": "请写明证书发给了谁，例如：演示大学科研处 王某。",
    "handed_to_long": "领取人有 {size} 个字，最多 {most} 个字。请写短一些，其余写进说明。",
    "handed_on_wrong": "发放日期应在证书制发日（{since}）到今天之间，例如今天的日期。",
    "handed_out_already": "这份证书已于 {on} 发给“{to}”。记错了的，先撤销那一条再登记。",
    "hand_out_revoked": "这条发放记录已经撤销，不能再撤销。",
    # claims
    "already_claimed": "下一环节已于 {since} 开始审查，不能再收回。如需修改，请联系对方退回。",
    "handled_since": "这项登记报送后已有后续办理，不能再收回。如需修改，请联系现在办理的机构退回。",
    "claimed_by_another": "{name}正在审查这项登记。需要接手时，请由对方先放回待审队列。",
    "not_claimed_by_you": "这项登记不是由本人在审查。",
    "not_a_reviewer": "{name}不在本机构，或没有审查权限，不能指派。请另选一位。",
    "files_it": "这项登记由{name}填报或提交，不能指派给本人审查。请另选一位。",
    "draft_too_large": "暂存的内容太多（{size} 字），最多 {most} 字。请先办理，或写短一些。",
    # notes and their answers
    "notes_open": (
        "还有 {left} 条审查意见没有处理（共 {total} 条）。请打开修改清单，逐条标明已改好，"
        "或写明为什么不改，再提交。"
    ),
    "no_such_note": "没有找到这条意见，可能已由新的意见代替。请刷新页面。",
    "answer_missing": "不改的，请写明理由，例如：验收意见原文如此，见附件第 3 页。",
    "answer_too_long": "回复有 {size} 个字，最多 {most} 个字。请写短一些。",
    "unknown_reason": "“{reason}”不在退回原因里。请从列表中选一项，具体情况写在意见里。",
    "phrase_missing": "请先写常用语，例如：请补充盖章页。",
    "phrase_too_long": "常用语有 {size} 个字，最多 {most} 个字。请写短一些。",
    "phrase_there_already": "已经有相同的常用语。",
    "too_many_phrases": "常用语最多 {most} 条。请先删去不用的。",
    "view_name_missing": "请给这个筛选写一个名称，例如：等了一周以上的。",
    "view_name_too_long": "名称有 {size} 个字，最多 {most} 个字。请写短一些。",
    "too_many_views": "常用筛选最多 {most} 个。请先删去不用的。",
    # many at once
    "nothing_chosen": "还没有选登记。请先在队列里勾选，或选“全部符合条件的”。",
    "too_many_chosen": "一次最多办理 {most} 项。请先筛选，或分几次办理。",
    "skipped_before": "预览时不能办理，已跳过。",
    "not_undone": "批量审核已经赋了登记号，不能撤销。",
    "undo_too_late": "已经超过 5 分钟，不能撤销。需要更正的，请逐项办理。",
    "acted_since": "办理以后已有人处理过这项登记，不能撤销。",
    # submission
    "secret": (
        "涉密成果不在网上登记范围内，也不要在本系统填写任何内容。请按国家保密规定，"
        "通过本单位保密工作机构线下办理。本次没有保存任何信息。"
    ),
    "secrecy_unsure": (
        "请先由本单位做保密审查，确认是非涉密（公开）成果后再来登记。审查以前不要在本系统填写任何内容。"
        "本次没有保存任何信息。"
    ),
    "form_incomplete": "还不能提交：有 {errors} 处需要修改，{unexplained} 处需要说明。",
    "duplicate": (
        "同一成果不得重复登记：{unit} 已有名称相同的同类成果在登记或已登记（{department}）。"
        "如确为不同成果，请修改成果名称使其可以区分；如为同一成果，不必再次登记，"
        "可向 {unit} 科研管理部门查询登记情况。"
    ),
    "window_not_open": (
        "{step}于 {opens} 开始，现在还不能办理。草稿已保存，到时再提交；有疑问的，请联系{ask}。"
    ),
    "window_closed": (
        "{step}已于 {closes} 截止，现在不能办理。内容已保存；确需补报的，请联系{ask}申请延期。"
    ),
    "holidays_unknown": (
        "宽限期要按工作日计算，但 {year} 年的放假安排尚未公布或尚未载入。"
        "请联系系统管理员更新后再办理。"
    ),
    # rounds, windows, extensions
    "province_only": "登记政策和登记批次由省级登记机构设置，本机构不能办理。",
    "profile_not_active": "政策参数“{title}”还没有启用，不能用来开设登记批次。",
    "profile_fixed": "已启用的政策参数不能修改：在办的登记按它办理。请另建新的一版。",
    "profile_wrong": "有不对的参数，没有保存。请按提示改好。",
    "profile_unfit": "有不对的参数，不能启用。{sentences}",
    "saved_meanwhile": ("这份政策参数刚刚被别人保存过，页面上的内容已不是最新的。请刷新后再改。"),
    "no_examples": "还没有试算例子。请先写至少一个例子，写明应得的答案。",
    "examples_fail": ("这些例子没有得到应有的答案，不能启用：{titles}。请核对参数或例子。"),
    "pack_wrong": "材料要求文件有不对的地方，没有保存。",
    "pack_not_yours": "代号“{key}”已由别的机构使用，请换一个代号，例如在后面加上本省简称。",
    "pack_missing": "没有代号为“{key}”的材料要求，请先上传，或在政策参数中改用别的。",
    "title_taken": "已有名为“{title}”的登记批次，请换一个名称。",
    "window_not_yours": "只能为本机构以下的单位设置更早的截止时间；这一项由上级设置。",
    "later_than_above": "截止时间不得晚于上级规定的 {closes}。请改早一些。",
    "closing_needs_extension": (
        "{closes} 的截止已经开始执行，一个人不能再改晚。要改晚，请在下面的“延期”里写本机构的全称"
        "（即整个批次）、新的截止和理由；有足够的人同意后，整个批次的截止随之改晚。"
    ),
    "opening_is_past": "这个环节已经开始，不能再改到以后开始。要停办，请把截止时间改早。",
    "closes_before_opening": "截止时间 {closes} 不晚于开始时间 {opens}。请核对。",
    "extension_not_later": "新的截止时间要晚于现在的 {present}；没有截止时间的不需要延期。",
    "extension_over": "新的截止时间已经过去。请写一个将来的时间。",
    "extension_of_ended": "这项登记的办理已经结束，不能再延期。",
    "extension_settled": "这项延期已经生效、撤回或过期，不能再办理。",
    "agreed_before": "同一人只能同意一次。单位延期要由另一位管理人员同意。",
    "body_out_of_round": "所选单位不在本批次范围内。",
    # publicity and objections
    "publicity_first": "按本批次的政策，审核通过后先公示，期满无异议才赋登记号。请使用“审核通过，待公示”。",
    "no_publicity_first": "按本批次的政策，赋登记号以前不公示。请使用“审核通过，赋登记号”。",
    "not_in_a_batch": "这项登记还没有列入公示名单。请在“公示”页面把它列入一批后公示。",
    "no_publicity": "本批次的政策没有由省级登记机构公示这一步。",
    "publicity_days_missing": "政策参数没有写明公示期的天数，不能公示。请先在“登记政策”里补上。",
    "publicity_holidays_unknown": (
        "公示期要按工作日计算，但 {year} 年的放假安排尚未公布或尚未载入。"
        "请联系系统管理员更新后再办理。"
    ),
    "publicity_missing": "这项登记还没有公示。公示期满无异议后才能办理。",
    "publicity_under_way": "公示到 {until} 为止（含当天），期满无异议后才能办理。",
    "batch_title_missing": "请写公示的标题，例如：2025年度第一批科技成果登记公示。",
    "publicity_empty": "没有可以列入公示的登记，没有公示。请至少选一项；刚刚被办理过的，请刷新页面再看。",
    "objection_open": "对这项登记的异议（编号 {number}）还没有处理完，不能办理。请先在“异议”页面作出决定。",
    "ordered_change_open": "异议的决定要求变更这项登记（{until} 前提交），变更还没有办完，现在不能办理。",
    "no_objection_taken": "没有受理中的异议。请先在“异议”页面受理。",
    "no_objection_upheld": "没有成立的异议。异议的决定在“异议”页面作出。",
    "objection_settled": "这件异议已经办结或还没有受理，现在不能这样办理。请刷新页面查看结果。",
    "objection_not_now": "异议只在公示期内受理：{begins} 至 {ends}（含当天）。",
    "not_in_publicity": "这项成果现在不在公示中，不能对它提出或受理异议。",
    # publication
    "held_until": "因{ground}暂缓公布，到 {until} 为止（含当天），期满可以公布：{reason}",
    "held_open": "因{ground}暂缓公布，没有写明期限，解除以后才能公布：{reason}",
    "hold_asked": "{who}申请因{ground}暂缓公布，还没有决定。请先在登记页面的“暂缓公布”同意或不同意。",
    "hold_not_now": "只有已提交、还没有公布的登记可以暂缓公布。已公布的，由国家登记机构撤下。",
    "hold_ground_missing": "请选择暂缓公布的原因：申请专利，或权属争议。",
    "hold_reason_missing": "请写明理由，例如：发明专利申请已起草，计划 6 月底前提交。",
    "hold_date_missing": "请写明暂缓到哪一天。期满自动解除；到时还需要的，可以再申请。",
    "hold_date_wrong": "日期没有看懂，请写成 2026-06-30 这样。",
    "hold_date_past": "暂缓的期限已经过去，请写今天或以后的日期。",
    "hold_there_already": "已有一条因{ground}的暂缓，不必重复。需要改期限的，请先解除原来的一条。",
    "hold_settled": "这条暂缓刚刚被办理过。请刷新页面查看结果。",
    # pleas to a desk
    "plea_not_now": "这项登记现在的状态不能{label}。请刷新页面查看它现在的位置。",
    "plea_needless": "这一步可以直接办理，不必{label}。请在审查台办理。",
    "plea_there_already": "已经{label}，还没有答复，不必重复。答复以后会收到消息。",
    "plea_made_enough": "对这项决定已经{label} {most} 次，都没有同意，不能再申请。请按告知书写明的途径办理。",
    "plea_reason_missing": "请写明理由，例如：附件传错，需要更换验收意见。",
    "plea_answer_missing": "请写明不同意的理由，提出的人会看到。",
    "plea_settled": "这项请求刚刚被答复、撤回或已经失效。请刷新页面查看结果。",
    "plea_not_yours": "只有提出的人可以撤回请求。不再需要的，请提出的人撤回，或者等对方答复。",
    # the sheet of a result that is to be transferred
    "no_transfer_demand": "登记表里没有填“有转化需求”，不需要信息表。请先在“转化”一节改填。",
    "sheet_incomplete": "信息表还有 {left} 处要填写或修改，不能公开。内容已保存。",
    "sheet_saved_meanwhile": "这份信息表刚刚被同事保存过。请刷新页面，核对后再改。",
    # registered elsewhere
    "registered_elsewhere": (
        "申报时写明已在 {body} 登记（{number}），同一成果不得重复登记。请使用“备案，不赋登记号”；"
        "写错的，请退回修改。"
    ),
    "not_elsewhere": "申报时没有写已在其他机构登记，不能备案。请审核后予以登记，或退回修改。",
    "elsewhere_incomplete": "已在其他机构登记的，登记机构的全称和登记号都要写明。",
    "elsewhere_long": "登记机构最多 {most_body} 个字，登记号最多 {most_number} 个字。请核对。",
    # duplicates
    "duplicates_undecided": (
        "有 {left} 项疑似重复的登记还没有核对。请打开“核对重复”，逐项写明是同一成果、不同成果、"
        "后续成果还是子成果。"
    ),
    "duplicate_same": (
        "已认定与 {unit} 的一项登记（{department}）是同一成果，同一成果不得重复登记。"
        "认定有误的，请在“核对重复”重新认定。"
    ),
    "verdict_missing": "请选择核对的结论：同一成果、不同成果、后续成果或子成果。",
    "verdict_reason_missing": "请写明认定的理由，例如：同一课题的另一项成果，技术内容不同。",
    "not_alike": "这两项登记没有相近之处，不需要核对。请刷新页面再看。",
    "grounds_missing": "请写明异议的内容和理由，例如：第二完成人没有参加研究，附项目任务书。",
    "contact_missing": "实名异议请填写联系方式（电话或邮箱），以便核实和告知结果。",
    "seal_missing": "以单位名义提出的异议，请上传加盖公章的书面异议（PDF、JPG 或 PNG）。",
    "too_many_objections": "本网络一小时内提交的太多，暂时不能再收。请一小时后再试，或按公示中的电话联系。",
    "consequence_wrong": "请选择异议成立后的处理：赋号以前是不予登记或退回修改，赋号以后是注销或变更。",
    # changes after the number
    "change_not_now": "只有已登记、没有注销的成果可以申请变更、更正或注销。",
    "change_disputed": "对这项登记的异议（编号 {number}）正在处理，处理完以前不能变更或注销。",
    "change_open": "这项登记已有一件申请在办。请先办完或撤回，再提出新的申请。",
    "change_settled": "这件申请已经提交、办结或撤回，现在不能这样办理。请刷新页面查看结果。",
    "change_stale": "这件申请刚刚被别人改过或办理过，没有办理。请核对现在的内容后再办。",
    "change_nothing": "还没有改动任何内容。请选一个部分，把要变更的改好，再提交。",
    "change_errors": "改动以后登记表有 {count} 处错误，不能提交。请按提示改好。",
    "change_file_missing": "改动了成果名称、完成单位或完成人，请上传能证明的材料，例如任务书、合同或单位证明。",
    "deregistration_file_missing": "申请注销请上传第一完成单位盖章的注销申请（PDF、JPG 或 PNG）。",
    "change_ordered_stays": (
        "这项变更是按异议的决定提出的，不能不予批准。改得不合要求的，请退回修改，写明还要改什么。"
    ),
    "change_ordered": "这项变更是按异议的决定提出的，不能撤回。请在 {until} 前提交；有不同意见的，请联系省级登记机构。",
    "correction_beyond_words": "更正笔误只能改文字，不能改选项、数字、日期，也不能增删或移动行。这样的改动请由完成单位申请变更。",
    "second_person": "更正成果名称、完成单位或完成人，要由本机构另一个人确认。",
    "deregistration_not_approved": "自愿注销要先由第一完成单位申请，批准时一并办理。",
    "ground_missing": "请选择注销依据：虚假、剽窃、篡改、侵权或其他。",
    "too_many_change_files": "一件申请最多 {most} 份材料，已经传满。请合并后再传。",
    # numbers
    "no_number_code": "{body} 还没有设置登记号的前三位代码，请管理员先在“登记号代码”中设置。",
    "serials_exhausted": "{year} 年该类成果的登记号已用到 {last} 号，请联系系统管理员处理。",
    "secrecy_missing": "请先回答成果的密级。只有非涉密（公开）成果可以在网上登记。",
    "category_missing": "请选择成果类别：应用技术、基础理论或软科学。",
    "round_missing": (
        "现在没有开放的登记批次，暂时不能新建登记。开放时间以省级登记机构通知为准；"
        "有疑问的，请联系{ask}。"
    ),
    # evidence files
    "scan_stays": "这是已提交版本的盖章登记表，审查人员可能看过，不能移除。修改后重新提交的，请上传新版本的扫描件。",
    "no_such_file": "没有找到这份附件，可能已被移除。请刷新页面。",
    "way_unknown": "勾选的材料不在本批次的材料要求里。请刷新页面后重新勾选。",
    "suggestion_gone": "附件里已读不到这项内容，可能文件已被移除或换过。请刷新页面后再看。",
    "suggestion_none": "没有勾选任何一项。请勾选要采用的内容，再按“采用勾选的内容”。",
    # files that are held for a mark of secrecy
    "held_gone": "编号 {held} 没有封存的文件，可能已经销毁。请刷新封存文件的列表。",
    "held_elsewhere": (
        "编号 {held} 的文件不在这台服务器上。请在当时接收它的服务器上销毁（kedeng held --destroy）。"
    ),
    "held_witness_missing": "请写明由谁销毁、由谁在场见证。",
    "held_reason_missing": "请写明销毁的依据和理由，例如保密工作机构的处理意见。",
    "held_same_witness": "见证人不能是销毁人本人，请另请一人在场并写明姓名。",
    "held_not_yours": "封存文件由省级登记机构或国家登记机构的管理人员销毁，请与其联系。",
    "file_empty": "文件是空的，没有内容。请检查后重新选择。",
    "file_too_large": (
        "文件有 {size} MB，超过了 {most} MB。请压缩扫描精度（200 dpi 已足够清晰）后再传。"
    ),
    "file_wrong_type": (
        "文件的内容不是 PDF、JPG 或 PNG，只改扩展名没有用。Word 文件请先另存为 PDF 再上传。"
    ),
    "file_broken_pdf": "这份 PDF 打不开，可能已损坏。请重新导出或扫描后再传。",
    "file_locked_pdf": "这份 PDF 设了密码或限制了权限。请去掉密码和限制（例如重新打印成 PDF）后再传。",
    "file_active_pdf": (
        "这份 PDF 里有{kinds}，打开时可能自动运行，不能接收。"
        "请打开它，用“打印”→“另存为 PDF”重新生成一份再传。"
    ),
    "file_odd_pdf": "这份 PDF 的内部结构不寻常，无法检查。请打开它，用“打印”→“另存为 PDF”重新生成一份再传。",
    "file_two_kinds": (
        "这份文件里还夹着别的内容（网页、压缩包或程序），不能接收。请重新扫描，或重新打印成 PDF 再传。"
    ),
    "file_too_many_pages": "这份 PDF 有 {pages} 页，最多接收 {most} 页。请只扫描材料要求的那几页。",
    "file_too_heavy": (
        "检查这份文件用的时间太长，没有保存。请打开它，用“打印”→“另存为 PDF”重新生成一份，"
        "或降低扫描精度（200 dpi 已足够清晰）后再传。"
    ),
    "file_broken_image": "这张图片打不开，可能已损坏。请重新保存为 JPG 或 PNG 后再传。",
    "file_too_many_pixels": "图片的像素过多（超过 {most} 万）。请降低扫描精度后再传。",
    "store_away": "文件库暂时没有应答，请过几分钟再试；已填写的内容不受影响。",
    "files_of_day_full": (
        "今天上传的文件总量已到上限（{most} MB）。已上传的都在；请明天再传，或降低扫描精度（200 dpi 已足够清晰）。"
    ),
    "too_many_arriving": "没有传完的文件已有 {most} 份。请先把它们传完，七天没有续传的会自动清除。",
    "upload_gone": "这次上传已过期或已取消，请重新选择文件上传。",
    "piece_broken": "第 {number} 段在途中损坏或不完整，没有接收。请重传这一段。",
    "pieces_missing": "文件还没有传完，请继续上传。",
    "file_marked": (
        "这份文件带有“{level}”标志，没有收入系统，已封存待销毁，内容没有人看到。"
        "涉密材料不得上传，请立即告知本单位保密工作机构；标志有误的，请核实后换用不带标志的文件。"
    ),
    "file_marked_here": (
        "文件名或文件里有“{mark}”，没有上传，文件没有离开这台电脑。涉密材料不得上传，"
        "请按国家保密规定处理；标志有误的，请核实后换用不带标志的文件。"
    ),
    "file_infected": "这份文件带有病毒（{virus}），没有接收。请查杀本机病毒，重新扫描或打印成 PDF 后再传。",
    "file_now_infected": "这份附件查出病毒，已停止打开。请通知填报人更换附件，并联系系统管理员。",
    "file_missing": "请先选择要上传的文件。",
    "slot_missing": "请至少勾选一个材料类别，说明这份文件是什么材料。",
    "slot_name_missing": "请写明这份“其他同类证明”的名称，例如：科技查新报告。",
    "too_many_scans": "第 {version} 版登记表的扫描件最多 {most} 份，已经传满。",
    "too_many_files": "附件最多 {most} 份。请合并同类材料后再传。",
    # applications
    "already_applied": (
        "同一单位、同一姓名已有一份申请正在办理，不必重复提交。请用原来的受理编号查看进度；"
        "编号丢失的，请联系{body}。"
    ),
    "account_exists": (
        "{body}已有姓名为{name}的账号。是同一人的，请不同意并告知原登录名；"
        "确是同名的另一人，请勾选后再同意。"
    ),
    "scans_wait": "上传得太频繁，没有接收。请过 {minutes} 分钟再试，已填写的内容不受影响。",
    "too_many_applications": (
        "本网络一小时内提交的申请太多，暂时不能再收。请一小时后再试，或打电话联系所属组织管理部门。"
    ),
    "decided_meanwhile": "这份申请刚刚由同事办理过。请刷新页面查看结果。",
    "rewritten_meanwhile": (
        "打开页面以后，申请单位改过这份申请并重新提交，本次没有办理。"
        "页面上已是现在的内容，请重新核对内容和扫描件后再办理。"
    ),
    "application_incomplete": "还有没填或填错的地方，按提示改好后再提交。",
    "application_is_out": "申请已提交，不能再修改。需要修改的，请联系省级登记机构退回。",
    "scan_missing": "请先打印申请表，由负责人签字并加盖公章，再上传扫描件。",
    "scan_outdated": "上传扫描件以后又改过内容，纸面和页面不一致。请重新打印、签字盖章、上传。",
    "unit_missing": "请选择或填写所在单位。",
    "phone_missing": "请填写电话，例如 0351-1234567。",
    # announcements
    "announcement_incomplete": "标题、正文和公开属性都填好才能发布。",
    "announcement_is_out": "已发布的公告不能修改或删除。内容有误的，请撤回后另发。",
    "audience_out_of_reach": "只能发给本机构和下级机构，请重新选择发送范围。",
    "edited_meanwhile": (
        "这份草稿刚刚被别人保存或发布过，页面上的内容已不是最新的。请刷新后再办理。"
    ),
    "forwards_withdrawn": "原文已被发文机关撤回，不能转发。",
    "not_published": "只有已发布的公告可以撤回。",
    # accounts
    "password_wrong": "原密码不对，请重新输入。",
    "password_differs": "两次输入的密码不一样，请重新输入。",
    "policy_not_yours": "现代口径只能由国家或省级机构为本机构及下级选定，其他机构可以选等保口径。",
    "password_same": "新密码和原密码一样，请换一个。",
    "password_help": "至少 10 个字符（审查和管理人员至少 12 个），最多 256 个；可以粘贴，可以用中文长句。",
    "password_short": "密码有 {size} 个字符，至少要 {least} 个。可以用几个不相干的词连成一句。",
    "password_long": "密码有 {size} 个字符，最多 {most} 个。",
    "password_common": "这是很多人都在用的密码，别人一试就中。请换一个。",
    "password_easy": "这个密码是有规律的重复或连续字符，程序很快就能猜到。请换一个。",
    "password_context": "密码里不能有“{word}”：单位名、省名、登录名、姓名及其拼音、年份和系统名都容易被猜到。",
    "password_kinds": (
        "密码只用了 {kinds} 类字符。请在小写字母、大写字母、数字、其他字符中至少用三类，"
        "或者改用 {long} 个字符以上的长口令。"
    ),
    "code_refused": (
        "登录名或初始密码（激活码）不对，或者激活码已经失效。请对照纸条再输入一次；"
        "仍然不行的，请联系发放账号的机构重新发放。"
    ),
    "code_expired": ("这个激活码已经过期，不能再用。请联系 {contact}，核实身份后重新发放。"),
    "code_not_issued": "{name} 的激活码不能发放：{why}这一批都没有发放。",
    "code_gone": "激活码刚刚失效：可能已在别处用过，也可能已由上级重新发放或冻结。密码没有设置。",
    "mail_code_refused": "验证码不对，或者已经失效（10 分钟内有效，最多试 5 次）。请核对邮件，或重新获取。",
    "mail_not_set_up": "本系统没有配置邮件，不能用邮箱找回。请联系发放账号的机构重新发放激活码。",
    "login_wait": "登录尝试太多，暂时不再受理。请等 {wait}后再试；在常用的电脑或手机上登录不受影响。",
    "network_wait": "登录名或密码不对；所在的网络刚才出错太多，请等 {wait}再试。输入正确的，随时可以登录。",
    "ask_wait": "操作太频繁，请等 {wait}后再试。",
    "password_locked": "演示账号不能修改密码。",
    "token_locked": "演示令牌不能注销。",
    # organisations and users
    "super_only": "这件事只有本机构的超级管理员可以办理。",
    "manage_missing": "当前账号没有管理权限。如需办理，请联系本机构的超级管理员。",
    "body_closed": "这个机构已停用，不能再办理。",
    "super_answers_above": "超级管理员的账号和权限由上一级机构管理，本机构其他管理人员不能改动。",
    "super_there_already": (
        "每个机构只有一位超级管理员。这个机构现在的超级管理员是：{name}。请刷新页面后再办理更换。"
    ),
    "not_grantable": "不能授予或收回这些权限：{rights}。只能处理本人持有、且该级机构可以有的权限。",
    "rights_changed_meanwhile": (
        "这位用户的权限刚刚被改过，现在是：{rights}。请核对后重新选择，本次没有保存。"
    ),
    "changed_meanwhile": "打开页面以后有人改过这里的内容，没有保存。请核对现在的内容，再保存一次。",
    "rank_not_below": "这一级机构不能设在所选的上级之下。例如：部门之下可以设下级部门和单位。",
    "body_name_missing": "请写机构全称，例如：太原市科学技术局。",
    "already_founded": "登记系统已经建立过，没有做任何改动。机构和账号请在“机构与账号”页面逐级设立。",
    "roster_cell_missing": "“{column}”没有填。",
    "roster_cell_long": "有 {size} 个字，最多 {most} 个字。请写短一些。",
    "roster_twice": "和上面一行重复。请保留一行。",
    "roster_rank_unknown": "级别不认识。请填其中一个：{names}。",
    "roster_yes_no": "请填“有”或“无”。",
    "roster_differs": "系统里登记的是“{known}”。要改动，请到这个机构的页面上办理。",
    "roster_body_unknown": "没有找到机构“{name}”。只能填本机构，或本机构下没有科研管理部门的单位。",
    "roster_body_has_office": "“{name}”设有科研管理部门，它的用户由它自己的管理员设立。",
    "roster_right_unknown": "不认识这些权限：{words}。可以填：{known}，用顿号隔开。",
    "body_name_taken": "{parent}之下已经有名称相同的机构：{name}。请核对，或写明区别。",
    "uscc_wrong": "统一社会信用代码 {code} 不对：应为 18 位，末位是校验码。请对照证书核对。",
    "uscc_taken": (
        "统一社会信用代码 {code} 已由“{holder}”使用，它的上级机构是{above}。"
        "是同一个机构的，不要重复设立，请联系{above}；不是同一个的，请对照证书核对代码。"
    ),
    "makes_a_cycle": "不能把机构移到它自己或它的下级机构之下。",
    "other_province": "只能在同一个省级登记机构之内移动、合并或撤销：登记批次由各省分别组织。",
    "successor_below": "承接机构不能是被撤并的机构或它的下级机构，请另选。",
    "successor_rank": (
        "承接机构要与原机构同级并设有审查岗位；单位也可以由组织管理部门承接。"
        "省级以上机构不在这里撤并。"
    ),
    "child_rank": "下级机构“{name}”不能设在所选的承接机构之下，请先移走或另选承接机构。",
    "name_missing": "请填写姓名。",
    "email_wrong": "邮箱写得不对，例如 zhang@example.org。",
    "username_shape": "登录名用 2 到 60 个字母、数字、汉字或 . _ - @，例如：zhang.san。",
    "username_taken": "登录名“{username}”已有人使用，请换一个，例如在后面加数字。",
    "account_shared": "演示账号由大家共用，不能停用、移交、撤并或修改。",
    "not_yourself": "不能对本人的账号这样办理，请由上级或本机构其他管理人员办理。",
    "other_body": "只能选择本机构的另一位用户。",
    "user_suspended": "{name} 的账号已停用，请先恢复，或另选一位。",
    "not_activated": "{name} 还没有激活账号，移交后本机构就没有人能管理了。请先激活，再移交。",
    "nothing_to_lend": "{name} 没有可以代办的权限。管理权限不能代办。",
    "days_in_wrong_order": "截止日期早于开始日期，请核对，例如：2026-01-20 至 2026-01-31。",
    "days_in_the_past": "截止日期已经过去，请填今天或以后的日期。",
    "deputation_too_long": "代办最长一年，到期可以再安排。",
    "deputation_there_already": "这两位用户在这段时间里已经有代办，请先结束原来的，或改日期。",
    "colleague_lacks": "{name} 没有“{right}”权限，不能接手这些事项。请先授予权限，或另选一位。",
    "login_wrong": "登录名或密码不对。登录名由上一级机构发放；忘记密码请联系发放机构。",
    "code_wrong": (
        "动态码不对，或者已经用过。请等应用显示下一个动态码再输入；备用码每个只能用一次。"
    ),
    "codes_wait": "动态码输错的次数太多。请过 {minutes} 分钟再试；其他账号不受影响。",
    "passkey_refused": "没有通过通行密钥核验。请再试一次，或者改用动态码、备用码。",
    "too_many_passkeys": "通行密钥最多 {most} 个。请先移除不用的。",
    "second_factor_locked": "演示账号由大家共用，不能设置第二重验证。",
    "second_factor_missing": "这个账号没有设置第二重验证。",
    "second_factor_needed": (
        "按规定本账号需要第二重验证，不能移除最后一种。换手机的，直接重新设置验证器应用。"
    ),
    "own_second_factor": "本人的第二重验证请在“登录安全”里办理。",
    "proof_wrong": "没有核验通过。请输入本账号的密码，或者验证器应用里的动态码。",
    "identity_locked": "演示账号由大家共用，不能绑定统一身份。",
    "identity_taken": (
        "绑定没有完成：这个统一身份已经绑定了其他账号，或者本账号已经绑定了该平台的另一个身份。"
    ),
    "sign_on_failed": (
        "没有从统一身份平台登录成功。请回到登录页再试；仍不成功的，用登录名和密码登录。"
    ),
    "sign_on_late": "从统一身份平台登录已超过 10 分钟，或者没有从平台进入。请重新从平台登录。",
    "sign_on_suspended": "这个统一身份绑定的账号现在不能使用。请联系发放账号的机构。",
    "second_step_late": "第二步验证超过了 10 分钟。请重新输入登录名和密码；已填写的内容没有丢。",
    "sign_on_unreachable": "统一身份平台暂时联系不上。请稍后再试，或者用登录名和密码登录。",
    # what ought to be registered
    "expected_of_provinces": "应登清单由省级及以下机构使用，国家级机构不在这里办理。",
    "expected_year_unknown": "没有这个登记年度。请从本省已有的登记批次中选择年度。",
    "expected_kind_unknown": "类型不认识。请填其中一个：{names}。",
    "expected_number_missing": "{kind}要填编号：验收项目填项目编号，授权专利填专利号。没有编号的，类型填“其他”。",
    "expected_unit_missing": "没有填完成单位。请填本机构所属单位的全称。",
    "expected_unit_unknown": "没有找到单位“{name}”。只能填本机构所属的单位，名称与系统里一致。",
    "expected_own_only": "单位的清单只能填本单位（{own}）的项目和专利。请改正，或留空。",
    "expected_day_unread": "日期不认识。请这样填：2025-06-18。",
    "expected_day_to_come": "日期在今天以后。请填实际的验收或授权日期。",
    "expected_differs": "系统里已有这个编号，名称是“{known}”。请核对；原来的名称不对的，先移出原来那一项再导入。",
    "expected_reason_missing": "请从列表中选择一个理由。",
    "expected_text_missing": "理由选“{reason}”时要写说明。",
    "expected_of_another": "这一项是“{body}”列入清单的，由它移出。不应登记的，请登记理由。",
    "nudged_today": "今天 {at} 已经催办过{whom}（{name}）。同一单位、同一项登记一天只催办一次，请明天再办。",
    "nothing_to_nudge": "没有可以催办的事项：{whom}没有未登的项目，也没有草稿或退回待改的登记。",
    "not_to_be_nudged": "这项登记现在不需要填报人办理，不必催办。",
    "login_needed": "请先登录。",
    "not_found": "没有找到这项内容。",
    "print_not_possible": "这份登记表暂时不能打印：{reason}",
}


ACTIVE_CONTENT = {
    "script": "脚本",
    "on_opening": "打开时的动作",
    "on_event": "触发动作",
    "launch": "启动外部程序的动作",
    "attachment": "内嵌附件",
    "dynamic_form": "动态表单（XFA）",
    "media": "多媒体",
    "sends": "向外提交数据的动作",
}


# Refusals that say who may; the others say that it cannot be done now, or not like this.
OF_RIGHTS = frozenset(
    {
        "right_missing",
        "not_your_record",
        "not_on_route",
        "not_at_your_desk",
        "not_your_organisation",
        "batch_not_yours",
        "plea_not_yours",
        "held_not_yours",
        "super_only",
        "manage_missing",
        "super_answers_above",
        "not_grantable",
    }
)


def status_of(code: str, otherwise: int = 409) -> int:
    """Give the status of a refusal: 403 where it is one of rights (trust.md 1.8)."""
    return 403 if code in OF_RIGHTS else otherwise


def refusal(code: str, params: Mapping[str, Any] | None = None) -> str:
    """Give the sentence of a refusal. KeyError for an unknown code: the suite walks them all."""
    shown = {key: _show(key, value) for key, value in (params or {}).items()}
    if code == "file_active_pdf":
        shown["kinds"] = "、".join(ACTIVE_CONTENT[kind] for kind in (params or {}).get("kinds", ()))
    return _SENTENCES[code].format_map(_Blank(shown))


def codes() -> frozenset[str]:
    """Every code that has a sentence."""
    return frozenset(_SENTENCES)


class _Blank(dict[str, Any]):
    """A figure that the caller did not give shows as a dash, never as an error."""

    def __missing__(self, key: str) -> str:
        return "—"


def _show(key: str, value: Any) -> str:
    if isinstance(value, datetime):
        return instant(value, ends=key != "opens")
    return str(value) if value not in (None, "") else "—"


def instant(moment: datetime, *, ends: bool = True) -> str:
    """An instant as people say it: midnight ends a day as its 24:00 (trust.md 2.4), or begins one."""
    local = moment
    if ends and (local.hour, local.minute) == (0, 0):
        before = local.fromordinal(local.toordinal() - 1)
        return f"{before.month}月{before.day}日 24:00"
    return f"{local.month}月{local.day}日 {local:%H:%M}"
