#include "ui/studysetup/importcolumns.h"

#include <QComboBox>
#include <QGridLayout>

#include "ui/widgets/label.h"
#include "ui/widgets/metrics.h"

namespace studysetup {

namespace metrics = widgets::metrics;

namespace {

constexpr int columnWidth = 176;
constexpr qsizetype longestValue = 60;
const QString scorePrefix = QStringLiteral("score:");

bool isKnown(const QString &column, const QStringList &ours)
{
    return ours.contains(column) || column.startsWith(scorePrefix);
}

} // namespace

ImportColumns::ImportColumns(QWidget *parent)
    : QScrollArea(parent)
{
    setFrameShape(QFrame::NoFrame);
    setWidgetResizable(true);
    setFocusPolicy(Qt::NoFocus);
    setAccessibleName(tr("Columns of the table"));
}

void ImportColumns::setColumns(const interchange::ColumnPreview &preview, const QString &kind)
{
    m_preview = preview;
    m_kind = kind;
    rebuild();
}

void ImportColumns::forgetChoices()
{
    m_choices.clear();
}

QStringList ImportColumns::unused() const
{
    const QStringList ours = interchange::columnsOfKind(m_kind);
    QStringList columns;
    for (const QString &column : m_preview.columns) {
        if (!isKnown(m_choices.value(column, column), ours))
            columns.append(column);
    }
    return columns;
}

QComboBox *ImportColumns::makeChoice(const QString &column, const QStringList &ours)
{
    auto *box = new QComboBox;
    box->setAccessibleName(tr("Use column %1 as").arg(column));
    // The file's own name where it is one of ours; else nothing is read from the column until somebody says what.
    box->addItem(isKnown(column, ours) ? tr("Leave out") : tr("Use as…"), QString());
    for (const QString &name : ours)
        box->addItem(name, name);
    const QString asScore = column.startsWith(scorePrefix) ? column : scorePrefix + column;
    if (m_kind == QLatin1String("csv") || m_kind == QLatin1String("jsonl"))
        box->addItem(tr("score “%1”").arg(asScore.mid(scorePrefix.size())), asScore);
    const QString meaning = m_choices.value(column, column);
    box->setCurrentIndex(qMax(0, meaning.isEmpty() ? 0 : box->findData(meaning)));
    connect(box, &QComboBox::activated, this, [this, box, column] {
        const QString chosen = box->currentData().toString();
        if (chosen == column)
            m_choices.remove(column);
        else
            m_choices.insert(column, chosen);
        // One of ours is one column only: whoever had it before gives it up.
        bool taken = false;
        for (const QString &other : std::as_const(m_preview.columns)) {
            if (!chosen.isEmpty() && other != column && m_choices.value(other, other) == chosen) {
                m_choices.insert(other, QString());
                taken = true;
            }
        }
        if (taken)
            QMetaObject::invokeMethod(this, &ImportColumns::rebuild, Qt::QueuedConnection);
        Q_EMIT changed();
    });
    return box;
}

void ImportColumns::rebuild()
{
    auto *page = new QWidget;
    page->setBackgroundRole(QPalette::Base);
    page->setAutoFillBackground(true);
    m_grid = new QGridLayout(page);
    m_grid->setContentsMargins(metrics::pageMargin, metrics::space12, metrics::pageMargin, metrics::space12);
    m_grid->setHorizontalSpacing(metrics::space16);
    m_grid->setVerticalSpacing(metrics::space8);
    const QStringList ours = interchange::columnsOfKind(m_kind);
    for (int column = 0; column < m_preview.columns.size(); ++column) {
        const QString name = m_preview.columns[column];
        auto *head = new widgets::Label(name, widgets::TextRole::Small, widgets::Ink::Text2, widgets::Weight::Medium);
        head->setToolTip(name);
        m_grid->addWidget(head, 0, column);
        QComboBox *choice = makeChoice(name, ours);
        choice->setFixedWidth(widgets::scaled(columnWidth));
        m_grid->addWidget(choice, 1, column);
        for (int row = 0; row < m_preview.rows.size(); ++row) {
            const QString value = m_preview.rows[row].value(column);
            QString shown = value.simplified();
            if (shown.size() > longestValue)
                shown = shown.left(longestValue) + QStringLiteral("…");
            auto *label = new widgets::Label(shown, widgets::TextRole::Small, widgets::Ink::Text3);
            label->setToolTip(value.left(2000));
            label->setMaximumWidth(widgets::scaled(columnWidth));
            label->setWordWrap(true);
            label->setAlignment(Qt::AlignLeft | Qt::AlignTop);
            m_grid->addWidget(label, 2 + row, column);
        }
    }
    m_grid->setColumnStretch(int(m_preview.columns.size()), 1);
    m_grid->setRowStretch(2 + int(m_preview.rows.size()), 1);
    setWidget(page); // the old one is deleted
}

} // namespace studysetup
