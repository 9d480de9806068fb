#include "ui/annotate/answerstrip.h"

#include <algorithm>

#include <QPainter>

#include "ui/annotate/answerbutton.h"
#include "ui/annotate/keymap.h"
#include "ui/annotate/keyrow.h"
#include "ui/annotate/striplayout.h"
#include "ui/widgets/button.h"
#include "ui/widgets/focusring.h"
#include "ui/widgets/label.h"
#include "ui/widgets/metrics.h"
#include "ui/widgets/theme.h"

namespace annotate {

using widgets::Button;
using widgets::Ink;
using widgets::Label;
using widgets::TextRole;
namespace metrics = widgets::metrics;

namespace {

constexpr int narrowRow = 1000; ///< below this flat buttons lose their labels

study::Vote pictureVote(int position, int strength)
{
    return {study::Choice::Picture, position, strength};
}

QList<ChoiceOption> sevenOptions(const QString &tie)
{
    const auto tr = [](const char *text) { return AnswerStrip::tr(text); };
    return {{QStringLiteral("strength_1"), tr("Left, much better"), pictureVote(0, 3)},
            {QStringLiteral("strength_2"), tr("−2"), pictureVote(0, 2)},
            {QStringLiteral("strength_3"), tr("−1"), pictureVote(0, 1)},
            {QStringLiteral("strength_4"), tie, {study::Choice::Tie, -1, 0}},
            {QStringLiteral("strength_5"), tr("+1"), pictureVote(1, 1)},
            {QStringLiteral("strength_6"), tr("+2"), pictureVote(1, 2)},
            {QStringLiteral("strength_7"), tr("Right, much better"), pictureVote(1, 3)}};
}

QStringList skipReasonLabels()
{
    return {AnswerStrip::tr("Too much alike"), AnswerStrip::tr("Prompt is unclear"),
            AnswerStrip::tr("A picture is damaged"), AnswerStrip::tr("Too disturbing"),
            AnswerStrip::tr("Other reason")};
}

/// Where seven buttons are narrow: each stands under its picture anyway.
QString shortLabel(const study::Vote &vote)
{
    if (vote.choice == study::Choice::Tie)
        return AnswerStrip::tr("Equal");
    return vote.choice == study::Choice::Picture && vote.strength > 1 ? AnswerStrip::tr("Much better") : QString();
}

} // namespace

QStringList skipReasonKeys()
{
    return {QStringLiteral("alike"), QStringLiteral("unclear_prompt"), QStringLiteral("damaged_picture"),
            QStringLiteral("disturbing"), QStringLiteral("other")};
}

QList<ChoiceOption> choiceOptions(const study::Question &question)
{
    const auto has = [&question](QLatin1String answer) { return question.answers.contains(answer); };
    const QString tie =
        question.id == QLatin1String("preference") ? AnswerStrip::tr("No preference") : AnswerStrip::tr("Equal");
    QList<ChoiceOption> options;
    if (question.strength >= 3) {
        options = sevenOptions(tie);
        if (!has(QLatin1String("tie")))
            options.removeAt(3);
    } else {
        const bool much = question.strength == 2;
        if (much)
            options << ChoiceOption{QStringLiteral("left_much"), AnswerStrip::tr("Left, much better"),
                                    pictureVote(0, 2)};
        options << ChoiceOption{QStringLiteral("left"), AnswerStrip::tr("Left"), pictureVote(0, 1)};
        if (has(QLatin1String("tie")))
            options << ChoiceOption{QStringLiteral("tie"), tie, {study::Choice::Tie, -1, 0}};
        options << ChoiceOption{QStringLiteral("right"), AnswerStrip::tr("Right"), pictureVote(1, 1)};
        if (much)
            options << ChoiceOption{QStringLiteral("right_much"), AnswerStrip::tr("Right, much better"),
                                    pictureVote(1, 2)};
    }
    if (has(QLatin1String("both_good")))
        options << ChoiceOption{
            QStringLiteral("both_good"), AnswerStrip::tr("Both good"), {study::Choice::BothGood, -1, 0}, true};
    if (has(QLatin1String("both_bad")))
        options << ChoiceOption{
            QStringLiteral("both_bad"), AnswerStrip::tr("Both bad"), {study::Choice::BothBad, -1, 0}, true};
    return options;
}

AnswerStrip::AnswerStrip(QWidget *parent)
    : QWidget(parent)
    , m_question(new Label({}, TextRole::Lead, Ink::Text, widgets::Weight::SemiBold, this))
    , m_note(new Label({}, TextRole::Small, Ink::Text3, widgets::Weight::Regular, this))
    , m_undo(addRowButton(tr("Undo"), QStringLiteral("undo")))
    , m_skip(addRowButton(tr("Skip…"), QStringLiteral("skip")))
    , m_flag(addRowButton(tr("Flag"), QStringLiteral("flag")))
    , m_legend(new KeyRow(this))
    , m_message(new Label({}, TextRole::Lead, Ink::Text, widgets::Weight::Regular, this))
{
    m_undo->setGlyph(widgets::Icon::Undo);
    m_skip->setGlyph(widgets::Icon::Skip);
    m_flag->setGlyph(widgets::Icon::Flag);
    m_flag->setCheckable(true);
    const QStringList reasons = skipReasonLabels();
    for (qsizetype i = 0; i < reasons.size(); ++i) {
        Button *reason = addRowButton(reasons[i], QStringLiteral("reason_%1").arg(i + 1));
        reason->setKind(Button::Kind::Outlined);
        m_reasons << reason;
    }
    m_back = addRowButton(tr("Back"), QStringLiteral("back"));
    m_first = addRowButton({}, {});
    m_first->setKind(Button::Kind::Outlined);
    m_second = addRowButton({}, {});
    m_message->setWordWrap(true);
    m_message->setAlignment(Qt::AlignLeft | Qt::AlignTop);
    updateVisibility();
}

Button *AnswerStrip::addRowButton(const QString &text, const QString &action)
{
    auto *button = new Button(text, Button::Kind::Flat, this);
    setUpRowButton(button, action);
    return button;
}

void AnswerStrip::setUpRowButton(Button *button, const QString &action)
{
    button->setControlHeight(metrics::annotateControl);
    button->setProperty("action", action);
    widgets::FocusRing::setNeutral(button);
    connect(button, &Button::clicked, this,
            [this, button] { Q_EMIT actionTriggered(button->property("action").toString()); });
}

void AnswerStrip::setQuestion(const study::Question &question)
{
    if (m_asked == question && !m_answers.isEmpty())
        return;
    m_asked = question;
    m_question->setText(study::shownText(question));
    m_options = choiceOptions(question);
    rebuildAnswers();
}

void AnswerStrip::rebuildAnswers()
{
    qDeleteAll(m_answers);
    qDeleteAll(m_small);
    m_answers.clear();
    m_small.clear();
    for (const ChoiceOption &option : std::as_const(m_options)) {
        if (option.isSmall) {
            auto *button = new SmallAnswerButton(option.label, this);
            setUpRowButton(button, option.action);
            m_small << button;
            continue;
        }
        const bool behind = option.vote.choice == study::Choice::Picture && option.vote.position == 1;
        auto *button = new AnswerButton(option.label, option.action,
                                        behind ? AnswerButton::CapSide::Behind : AnswerButton::CapSide::Before, this);
        button->setObjectName(QStringLiteral("answer-%1").arg(option.action));
        button->setShortLabel(shortLabel(option.vote));
        connect(button, &AnswerButton::clicked, this, [this, button] { Q_EMIT actionTriggered(button->action()); });
        m_answers << button;
    }
    if (m_keys)
        setKeys(*m_keys);
    updateVisibility();
    place();
}

void AnswerStrip::setKeys(const KeyMap &keys)
{
    m_keys = &keys;
    for (AnswerButton *button : std::as_const(m_answers))
        button->setCap(keys.cap(button->action()));
    QList<Button *> row{m_undo, m_skip, m_flag, m_back};
    row << m_reasons;
    for (SmallAnswerButton *button : std::as_const(m_small))
        row << button;
    for (Button *button : std::as_const(row)) {
        const bool capFirst = m_reasons.contains(button) || qobject_cast<SmallAnswerButton *>(button);
        button->setKeyCap(keys.cap(button->property("action").toString()), capFirst);
    }
    fillLegend();
    place();
}

void AnswerStrip::fillLegend()
{
    if (!m_keys)
        return;
    const auto item = [this](const char *action, const QString &text) {
        return KeyRow::Item{{m_keys->cap(QLatin1String(action))}, text};
    };
    QList<KeyRow::Item> items;
    if (m_width >= narrowRow)
        items << item("flip", tr("Flip")) << item("layout", tr("Layout")) << item("actual_size", tr("100 %"));
    items << item("help", tr("Help"));
    m_legend->setItems(items);
}

void AnswerStrip::setColumn(int left, int width)
{
    m_left = left;
    m_width = width;
    fillLegend();
    place();
}

void AnswerStrip::markChosen(const QString &action)
{
    for (AnswerButton *button : std::as_const(m_answers))
        button->setMark(!action.isEmpty() && button->action() == action ? AnswerButton::Mark::Chosen
                                                                        : AnswerButton::Mark::None);
    for (SmallAnswerButton *button : std::as_const(m_small)) {
        const bool chosen = !action.isEmpty() && button->property("action").toString() == action;
        button->setCheckable(true);
        button->setChecked(chosen);
        button->setMark(chosen ? AnswerButton::Mark::Chosen : AnswerButton::Mark::None);
    }
}

void AnswerStrip::markFormer(const std::optional<study::Vote> &vote)
{
    if (!vote)
        return;
    for (const ChoiceOption &option : std::as_const(m_options)) {
        if (option.vote.choice != vote->choice || option.vote.position != vote->position)
            continue;
        if (option.vote.choice == study::Choice::Picture && option.vote.strength != qMax(1, vote->strength))
            continue;
        for (AnswerButton *button : std::as_const(m_answers)) {
            if (button->action() == option.action)
                button->setMark(AnswerButton::Mark::Former);
        }
        for (SmallAnswerButton *button : std::as_const(m_small)) {
            if (button->property("action").toString() == option.action)
                button->setMark(AnswerButton::Mark::Former);
        }
    }
}

void AnswerStrip::setAnswersEnabled(bool enabled)
{
    for (AnswerButton *button : std::as_const(m_answers))
        button->setEnabled(enabled);
    for (SmallAnswerButton *button : std::as_const(m_small))
        button->setEnabled(enabled);
    m_flag->setEnabled(enabled);
}

void AnswerStrip::setUndoEnabled(bool enabled)
{
    m_undo->setEnabled(enabled);
}

void AnswerStrip::setSkipEnabled(bool enabled)
{
    m_skip->setEnabled(enabled);
}

void AnswerStrip::showReasons(bool show)
{
    m_showsReasons = show;
    updateVisibility();
    place();
}

void AnswerStrip::setFlagged(bool flagged)
{
    m_flag->setChecked(flagged);
}

void AnswerStrip::setNote(const QString &note)
{
    m_note->setText(note);
    place();
}

void AnswerStrip::showMessage(const QString &text, const QString &first, const QString &firstAction,
                              const QString &second, const QString &secondAction)
{
    m_showsMessage = !text.isEmpty();
    m_message->setText(text);
    m_first->setText(first);
    m_first->setProperty("action", firstAction);
    m_first->setKeyCap(m_keys ? m_keys->cap(firstAction) : QString());
    m_second->setText(second);
    m_second->setProperty("action", secondAction);
    updateVisibility();
    place();
}

void AnswerStrip::updateVisibility()
{
    const bool answers = !m_showsMessage;
    m_question->setVisible(answers);
    m_note->setVisible(answers);
    for (AnswerButton *button : std::as_const(m_answers))
        button->setVisible(answers);
    const bool row = answers && !m_showsReasons;
    for (SmallAnswerButton *button : std::as_const(m_small))
        button->setVisible(row);
    m_undo->setVisible(row || m_showsMessage);
    m_skip->setVisible(row);
    m_flag->setVisible(row);
    m_legend->setVisible(row);
    for (Button *button : std::as_const(m_reasons))
        button->setVisible(answers && m_showsReasons);
    m_back->setVisible(answers && m_showsReasons);
    m_message->setVisible(m_showsMessage);
    m_first->setVisible(m_showsMessage && !m_first->text().isEmpty());
    m_second->setVisible(m_showsMessage && !m_second->text().isEmpty());
}

void AnswerStrip::place()
{
    if (m_width <= 0)
        return;
    const StripLayout strip = StripLayout::current();
    const int questionWidth = qMin(m_question->sizeHint().width(), m_width);
    m_question->setGeometry(m_left, strip.questionTop, questionWidth, strip.questionHeight);
    m_note->setGeometry(m_left + questionWidth + metrics::space12, strip.questionTop, m_note->sizeHint().width(),
                        strip.questionHeight);
    if (!m_answers.isEmpty()) {
        const int count = int(m_answers.size());
        const double width = (m_width - (count - 1.0) * metrics::controlGap) / count;
        for (int i = 0; i < count; ++i) {
            const int left = m_left + qRound(i * (width + metrics::controlGap));
            const int right = m_left + qRound(i * (width + metrics::controlGap) + width);
            m_answers[i]->setGeometry(left, strip.contentTop, right - left, strip.contentHeight);
        }
    }
    m_message->setGeometry(m_left, strip.questionTop, m_width,
                           strip.contentTop + strip.contentHeight / 2 - strip.questionTop);
    placeRow();
}

void AnswerStrip::placeRow()
{
    const StripLayout strip = StripLayout::current();
    const bool narrow = m_width < narrowRow;
    int x = m_left;
    const auto put = [&x, &strip](QWidget *widget) {
        if (widget->isHidden())
            return;
        const QSize size = widget->sizeHint();
        widget->setGeometry(x, strip.rowTop, size.width(), strip.rowHeight);
        x += size.width() + metrics::controlGap;
    };
    for (Button *button : {m_undo, m_skip, m_flag})
        button->setCompact(narrow);
    if (m_showsMessage)
        put(m_first);
    if (m_showsMessage)
        put(m_second);
    put(m_undo);
    put(m_skip);
    put(m_flag);
    for (Button *button : std::as_const(m_reasons))
        put(button);
    put(m_back);
    int middle = 0;
    for (SmallAnswerButton *button : std::as_const(m_small))
        middle += button->sizeHint().width() + (middle > 0 ? metrics::controlGap : 0);
    x = std::max(x, m_left + (m_width - middle) / 2); // beside the others where the middle is taken
    for (SmallAnswerButton *button : std::as_const(m_small))
        put(button);
    const QSize legend = m_legend->sizeHint();
    m_legend->setGeometry(m_left + m_width - legend.width(), strip.rowTop, legend.width(), strip.rowHeight);
    const bool isFree = x <= m_legend->x();
    m_legend->setVisible(!m_showsMessage && !m_showsReasons && isFree);
}

void AnswerStrip::paintEvent(QPaintEvent *)
{
    QPainter(this).fillRect(rect(), widgets::tokens().win);
}

void AnswerStrip::resizeEvent(QResizeEvent *)
{
    place();
}

} // namespace annotate
