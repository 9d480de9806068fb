#include "ui/shell/keyeditor.h"

#include <QKeyEvent>
#include <QVBoxLayout>

#include "ui/widgets/metrics.h"
#include "ui/widgets/strip.h"
#include "ui/widgets/tableview.h"

namespace shell {

namespace metrics = widgets::metrics;

namespace {

constexpr int changeColumn = 3;
constexpr int resetColumn = 4;
constexpr int shownRows = 12;

} // namespace

KeyEditor::KeyEditor(QWidget *parent)
    : QWidget(parent)
    , m_actions(keyActions())
    , m_strip(new widgets::Strip(widgets::Strip::Kind::Warning))
    , m_model(new widgets::CellModel({{tr("Action")}, {tr("Key")}, {tr("Where")}, {QString(), true}, {QString(), true}},
                                     this))
    , m_table(new widgets::TableView)
{
    m_table->setEdgePadding(metrics::space12);
    m_table->setSource(m_model, false);
    m_table->setRowHeight(metrics::row);
    m_table->setAccessibleName(tr("Keys in Annotate"));
    const QList<int> widths{220, 140, 170, 84};
    for (int column = 0; column < widths.size(); ++column)
        m_table->setColumnWidth(column, widgets::scaled(widths[column]));
    m_table->setFixedHeight(widgets::scaled(metrics::tableHead + shownRows * metrics::row));
    m_table->installEventFilter(this);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_strip);
    layout->addWidget(m_table);
    connect(m_table, &widgets::TableView::cellPressed, this, [this](int row, int column) {
        if (row < 0 || row >= m_shown.size())
            return;
        if (column == changeColumn) {
            waitFor(m_shown[row].path);
        } else if (column == resetColumn) {
            m_keys.reset(m_shown[row].path);
            fill();
            Q_EMIT changed(m_keys.changes());
        }
    });
    connect(m_strip, &widgets::Strip::actionClicked, this, &KeyEditor::giveOffered);
}

void KeyEditor::setKeys(const QString &layout, const QMap<QString, QStringList> &changes)
{
    m_keys = KeyChanges(layout, changes);
    fill();
}

void KeyEditor::setFilter(const QString &words)
{
    m_filter = words.trimmed();
    fill();
}

void KeyEditor::fill()
{
    m_shown.clear();
    QList<widgets::TableRow> rows;
    for (const KeyAction &action : std::as_const(m_actions)) {
        const QString keys = keysText(m_keys.keys(action.path));
        if (!m_filter.isEmpty() && !action.title.contains(m_filter, Qt::CaseInsensitive)
            && !keys.contains(m_filter, Qt::CaseInsensitive) && !action.screen.contains(m_filter, Qt::CaseInsensitive))
            continue;
        m_shown.append(action);
        const bool changed = m_keys.isChanged(action.path);
        const bool waiting = action.path == m_waitingFor;
        rows.append({.cells = {{.text = action.title},
                               {.text = waiting ? tr("press a key") : keys,
                                .ink = waiting ? widgets::Ink::Accent : widgets::Ink::Text,
                                .weight = changed ? widgets::Weight::SemiBold : widgets::Weight::Regular},
                               {.text = action.screen, .ink = widgets::Ink::Text3},
                               {.text = tr("Change…"), .pressable = true},
                               {.text = changed ? tr("Reset") : QString(), .pressable = changed}}});
    }
    m_model->setRows(rows);
}

QString KeyEditor::titleOf(const QString &path) const
{
    for (const KeyAction &action : m_actions) {
        if (action.path == path)
            return action.title;
    }
    return path;
}

void KeyEditor::waitFor(const QString &path)
{
    m_waitingFor = path;
    m_offered.clear();
    m_strip->say(tr("Press the new key for “%1”. Esc leaves it as it is.").arg(titleOf(path)));
    m_table->setFocus();
    fill();
}

void KeyEditor::stopWaiting()
{
    m_waitingFor.clear();
    m_strip->hide();
    fill();
}

bool KeyEditor::eventFilter(QObject *object, QEvent *event)
{
    if (object == m_table && isWaiting()) {
        if (event->type() == QEvent::ShortcutOverride) {
            event->accept(); // the key is meant for the table, whatever it does in the window
            return true;
        }
        if (event->type() == QEvent::KeyPress) {
            take(*static_cast<QKeyEvent *>(event));
            return true;
        }
        if (event->type() == QEvent::FocusOut)
            stopWaiting();
    }
    return QWidget::eventFilter(object, event);
}

void KeyEditor::take(const QKeyEvent &event)
{
    if (event.key() == Qt::Key_Escape) {
        stopWaiting();
        return;
    }
    const auto key = annotate::keySpecFromEvent(event);
    if (!key)
        return; // a modifier, the key itself follows
    const QString path = m_waitingFor;
    if (const QString why = KeyChanges::reserved(*key); !why.isEmpty()) {
        m_strip->say(tr("%1 Press another key for “%2”.").arg(why, titleOf(path)));
        return;
    }
    const QString holder = m_keys.holderOf(key->toText(), path);
    m_waitingFor.clear();
    if (!holder.isEmpty()) {
        m_offered = key->toText();
        m_offeredTo = path;
        m_strip->say(tr("%1 already means “%2”.").arg(key->capText(), titleOf(holder)),
                     tr("Use it for “%1”").arg(titleOf(path)));
        fill();
        return;
    }
    m_offered = key->toText();
    m_offeredTo = path;
    giveOffered();
}

void KeyEditor::giveOffered()
{
    m_strip->hide();
    if (m_offered.isEmpty())
        return;
    m_keys.give(m_offeredTo, std::exchange(m_offered, {}));
    fill();
    Q_EMIT changed(m_keys.changes());
}

} // namespace shell
