#include "ui/studysetup/strippreview.h"

#include <QPainter>

#include "core/study/labelset.h"
#include "ui/annotate/answerstrip.h"
#include "ui/annotate/labelstrip.h"
#include "ui/annotate/striplayout.h"
#include "ui/widgets/label.h"
#include "ui/widgets/metrics.h"
#include "ui/widgets/numbers.h"
#include "ui/widgets/theme.h"

namespace studysetup {

namespace metrics = widgets::metrics;

namespace {

constexpr int pictures = 2;
/// The two pictures and the gap between them in the smallest window, 1024×700.
constexpr int stripWidth = 866;

QString ratingText(const study::Question &question)
{
    const study::LabelSet *set = study::labelSet(question.set);
    QStringList lines{study::shownText(question)};
    if (set) {
        for (const study::Dimension &dimension : set->dimensions)
            lines.append(StripPreview::tr("%1: %2 to %3")
                             .arg(dimension.title, widgets::formatFixed(dimension.minimum, 0),
                                  widgets::formatFixed(dimension.maximum, 0)));
    }
    return lines.join(QStringLiteral(" · "));
}

} // namespace

StripPreview::StripPreview(QWidget *parent)
    : QWidget(parent)
    , m_hidden(new QWidget(this))
{
    m_hidden->hide();
    connect(&widgets::PreferencesWatch::instance(), &widgets::PreferencesWatch::changed, this, &StripPreview::rebuild);
}

void StripPreview::setQuestions(const QList<study::Question> &questions)
{
    if (questions == m_questions)
        return;
    m_questions = questions;
    rebuild();
}

void StripPreview::rebuild()
{
    qDeleteAll(std::exchange(m_strips, {}));
    m_keys = annotate::KeyMap::inForce(widgets::Preferences::load());
    QStringList asked;
    for (const study::Question &question : std::as_const(m_questions)) {
        m_strips.append(makeStrip(question));
        asked.append(study::shownText(question));
    }
    setAccessibleName(tr("Preview: %1").arg(asked.join(QStringLiteral(", "))));
    update();
}

QWidget *StripPreview::makeStrip(const study::Question &question)
{
    constexpr int width = stripWidth + 2 * metrics::pageMargin;
    const int height = annotate::StripLayout::current().height;
    if (question.kind == study::QuestionKind::Choice) {
        auto *strip = new annotate::AnswerStrip(m_hidden);
        strip->setKeys(m_keys);
        strip->setQuestion(question);
        strip->setSkipEnabled(question.allowSkip);
        strip->setAnswersEnabled(true);
        strip->setColumn(metrics::pageMargin, stripWidth);
        strip->resize(width, height);
        return strip;
    }
    if (question.kind == study::QuestionKind::Labels) {
        auto *strip = new annotate::LabelStrip(m_hidden);
        strip->setKeys(m_keys);
        strip->setQuestion(question, pictures);
        strip->setAnswersEnabled(true);
        strip->setColumn(metrics::pageMargin, stripWidth);
        strip->resize(width, height);
        return strip;
    }
    auto *text = new widgets::Label(ratingText(question), widgets::TextRole::Body, widgets::Ink::Text2,
                                    widgets::Weight::Regular, m_hidden);
    text->setContentsMargins(metrics::pageMargin, metrics::space12, metrics::pageMargin, metrics::space12);
    text->setWordWrap(true);
    text->setAlignment(Qt::AlignLeft | Qt::AlignTop);
    text->resize(width, text->heightForWidth(width));
    return text;
}

void StripPreview::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(rect(), widgets::tokens().win);
    constexpr double full = stripWidth + 2 * metrics::pageMargin;
    const double scale = qMin(1.0, width() / full);
    painter.scale(scale, scale);
    int y = 0;
    for (QWidget *strip : std::as_const(m_strips)) {
        strip->render(&painter, QPoint(0, y), QRegion(), QWidget::DrawChildren);
        y += strip->height();
    }
}

} // namespace studysetup
