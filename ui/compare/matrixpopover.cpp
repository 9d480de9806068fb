#include "ui/compare/matrixpopover.h"

#include <array>

#include <QKeyEvent>
#include <QPainter>

#include "ui/widgets/metrics.h"
#include "ui/widgets/numbers.h"
#include "ui/widgets/segmentedswitch.h"
#include "ui/widgets/skeletonbar.h"
#include "ui/widgets/tabular.h"
#include "ui/widgets/textblock.h"
#include "ui/widgets/textrole.h"
#include "ui/widgets/theme.h"

namespace compare {

namespace metrics = widgets::metrics;
using widgets::textFont;
using widgets::TextRole;
using widgets::tokens;
using widgets::Weight;

namespace {

constexpr int headTop = 44;
constexpr int row = 26;
constexpr int firstColumn = 148;
constexpr int columns = 3;

double difference(const analysis::TwoByTwo &matrix, int column)
{
    return column == 0 ? matrix.distortedUnderOriginal - matrix.originalUnderOriginal
                       : matrix.distortedUnderDistorted - matrix.originalUnderDistorted;
}

} // namespace

MatrixPopover::MatrixPopover(QWidget *parent)
    : Popover(parent)
    , m_which(new widgets::SegmentedSwitch({tr("This prompt"), tr("All prompts")}, this))
{
    setFixedSize(metrics::popupWidth + 2 * shadow, headTop + 4 * row + 64 + 2 * shadow);
    setAccessibleName(tr("Pictures by prompts"));
    m_which->setControlHeight(metrics::smallControl);
    connect(m_which, &widgets::SegmentedSwitch::currentChanged, this, qOverload<>(&QWidget::update));
}

void MatrixPopover::open(const QString &title, const QString &scorer, const QRect &cell)
{
    m_title = title;
    m_scorer = scorer;
    m_thisPrompt.reset();
    m_all.reset();
    placeSwitch();
    openAt(cell);
}

void MatrixPopover::setMatrices(const analysis::TwoByTwo &thisPrompt, const analysis::TwoByTwo &all)
{
    m_thisPrompt = thisPrompt;
    m_all = all;
    m_which->setChoiceEnabled(0, thisPrompt.n > 0, tr("One of the four scores is missing here"));
    m_which->setCurrent(thisPrompt.n > 0 ? 0 : 1);
    m_which->setChoiceText(1, all.n == 1 ? tr("1 prompt") : tr("%1 prompts").arg(widgets::formatCount(all.n)));
    placeSwitch();
    update();
}

void MatrixPopover::placeSwitch()
{
    m_which->resize(m_which->sizeHint());
    m_which->move(width() - shadow - metrics::space12 - m_which->width(), shadow + metrics::space12);
}

const analysis::TwoByTwo *MatrixPopover::shown() const
{
    const auto &matrix = m_which->current() == 0 ? m_thisPrompt : m_all;
    return matrix ? &*matrix : nullptr;
}

QString MatrixPopover::sentence() const
{
    const analysis::TwoByTwo *matrix = shown();
    if (!matrix)
        return tr("Computing");
    if (matrix->n == 0)
        return tr("No prompt has both pictures scored under both prompts. Score the wide-spectrum prompt too.");
    if (m_which->current() == 0)
        return matrix->picksDistorted > 0
                   ? tr("Columns: prompt. Under the wide-spectrum prompt the scorer picks the wide-spectrum picture.")
                   : tr(
                       "Columns: prompt. Under the wide-spectrum prompt the scorer does not pick the wide-spectrum picture.");
    return tr("Columns: prompt. Means of %1 prompts. Under the wide-spectrum prompt the scorer picks the wide-spectrum picture in %2 of %1.")
        .arg(widgets::formatCount(matrix->n), widgets::formatCount(matrix->picksDistorted));
}

QStringList MatrixPopover::cells() const
{
    const analysis::TwoByTwo &m = *shown();
    const auto score = [this](double value) { return widgets::formatScore(m_scorer, value); };
    const auto delta = [this](double value) { return widgets::formatDifference(m_scorer, value); };
    return {score(m.originalUnderOriginal),
            score(m.originalUnderDistorted),
            delta(m.originalUnderDistorted - m.originalUnderOriginal),
            score(m.distortedUnderOriginal),
            score(m.distortedUnderDistorted),
            delta(m.distortedUnderDistorted - m.distortedUnderOriginal),
            delta(difference(m, 0)),
            delta(difference(m, 1)),
            QString()};
}

void MatrixPopover::paintEvent(QPaintEvent *event)
{
    Popover::paintEvent(event);
    QPainter painter(this);
    const QRect body = rect().adjusted(shadow, shadow, -shadow, -shadow);
    const QRect inner = this->inner();
    widgets::paintLine(
        &painter,
        QRect(inner.left(), inner.top(), m_which->x() - inner.left() - metrics::space8, metrics::smallControl),
        Qt::AlignLeft, m_title, textFont(TextRole::Body, Weight::SemiBold), tokens().text);
    paintTable(&painter, QRect(inner.left(), body.top() + headTop, inner.width(), 4 * row));
    widgets::paintText(&painter,
                       QRect(inner.left(), body.top() + headTop + 4 * row + metrics::space8, inner.width(), 40),
                       sentence(), textFont(TextRole::Small), widgets::lineHeight(TextRole::Small), tokens().text3, 2);
}

void MatrixPopover::paintTable(QPainter *painter, const QRect &rect) const
{
    const std::array<QString, columns> heads{tr("Original"), tr("Wide-spectrum"), tr("Change")};
    const std::array<QString, 3> names{tr("Original picture"), tr("Wide-spectrum picture"), tr("Difference Δ")};
    const std::array<int, columns> rights{rect.left() + 203, rect.left() + 308, rect.left() + rect.width()};
    const auto place = [&](int line, int column) {
        const int left = column == 0 ? rect.left() + firstColumn : rights[size_t(column - 1)];
        return QRectF(left, rect.top() + line * row, rights[size_t(column)] - left, row);
    };
    for (int column = 0; column < columns; ++column)
        widgets::paintLine(painter, place(0, column), Qt::AlignRight, heads[size_t(column)],
                           textFont(TextRole::Small, Weight::Medium), tokens().text2);
    const bool known = shown() && shown()->n > 0;
    const QStringList values = known ? cells() : QStringList();
    for (int line = 1; line <= 3; ++line) {
        painter->fillRect(QRect(rect.left(), rect.top() + line * row, rect.width(), 1),
                          line == 1 ? tokens().line : tokens().grid);
        widgets::paintLine(painter, QRectF(rect.left(), rect.top() + line * row, firstColumn + 20, row), Qt::AlignLeft,
                           names[size_t(line - 1)], textFont(TextRole::Body), tokens().text);
        for (int column = 0; column < columns; ++column) {
            if (!known) {
                if (!shown() && !(line == 3 && column == 2))
                    widgets::paintSkeleton(painter, place(line, column));
                continue;
            }
            const bool isDelta = line == 3;
            QColor ink = tokens().text;
            if (isDelta && column < 2)
                ink = difference(*shown(), column) < 0 ? tokens().negative : tokens().positive;
            painter->setPen(ink);
            widgets::paintTabular(painter, place(line, column), Qt::AlignRight | Qt::AlignVCenter,
                                  values[(line - 1) * columns + column],
                                  textFont(TextRole::Body, isDelta ? Weight::SemiBold : Weight::Regular));
        }
    }
}

void MatrixPopover::keyPressEvent(QKeyEvent *event)
{
    switch (event->key()) {
    case Qt::Key_T:
        hide();
        break;
    case Qt::Key_Left:
        m_which->setCurrent(shown() && m_thisPrompt && m_thisPrompt->n > 0 ? 0 : 1);
        break;
    case Qt::Key_Right:
        m_which->setCurrent(1);
        break;
    default:
        Popover::keyPressEvent(event);
    }
}

bool MatrixPopover::takesKey(const QKeyEvent &event) const
{
    return Popover::takesKey(event) || event.key() == Qt::Key_Left || event.key() == Qt::Key_Right
           || event.key() == Qt::Key_T;
}

} // namespace compare
