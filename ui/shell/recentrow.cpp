#include "ui/shell/recentrow.h"

#include <QAction>
#include <QCoreApplication>
#include <QDateTime>
#include <QHBoxLayout>
#include <QLocale>

#include "core/base/clock.h"
#include "ui/widgets/button.h"
#include "ui/widgets/label.h"
#include "ui/widgets/metrics.h"
#include "ui/widgets/numbers.h"

namespace shell {
namespace {

constexpr int nameLeft = 2; ///< with the padding of a flat button the name stands at the text's margin

} // namespace

QString openedText(qint64 openedAt, qint64 now)
{
    const QDate opened = QDateTime::fromMSecsSinceEpoch(openedAt).date();
    const QDate today = QDateTime::fromMSecsSinceEpoch(now).date();
    if (opened == today)
        return QCoreApplication::translate("shell::RecentRow", "opened today");
    if (opened.daysTo(today) == 1)
        return QCoreApplication::translate("shell::RecentRow", "opened yesterday");
    return QCoreApplication::translate("shell::RecentRow", "opened %1")
        .arg(QLocale().toString(opened, QStringLiteral("d MMM yyyy")));
}

RecentRow::RecentRow(const widgets::RecentStudy &study, QWidget *parent)
    : QWidget(parent)
    , m_study(study)
    , m_open(new widgets::Button(study.title.isEmpty() ? study.path : study.title, widgets::Button::Kind::Flat))
    , m_note(
          new widgets::Label(openedText(study.openedAt, base::nowMs()), widgets::TextRole::Small, widgets::Ink::Text3))
    , m_find(new widgets::Button(tr("Find…"), widgets::Button::Kind::Flat))
    , m_remove(new widgets::Button(tr("Remove from list"), widgets::Button::Kind::Flat))
{
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(nameLeft, 0, 0, 0);
    layout->setSpacing(widgets::metrics::space4);
    layout->addWidget(m_open);
    layout->addWidget(m_note);
    layout->addWidget(m_find);
    layout->addWidget(m_remove);
    layout->addStretch();
    m_open->setToolTip(study.path);
    auto *forget = new QAction(tr("Remove from list"), m_open);
    forget->setShortcut(Qt::Key_Delete);
    forget->setShortcutContext(Qt::WidgetShortcut);
    m_open->addAction(forget);
    m_open->setContextMenuPolicy(Qt::ActionsContextMenu);
    connect(forget, &QAction::triggered, this, &RecentRow::removeRequested);
    m_find->hide();
    m_remove->hide();
    connect(m_open, &widgets::Button::clicked, this, &RecentRow::openRequested);
    connect(m_find, &widgets::Button::clicked, this, &RecentRow::findRequested);
    connect(m_remove, &widgets::Button::clicked, this, &RecentRow::removeRequested);
}

void RecentRow::setFacts(const RecentFacts &facts)
{
    m_find->setVisible(!facts.found);
    m_remove->setVisible(!facts.found);
    m_open->setEnabled(facts.found);
    if (!facts.found) {
        m_note->setText(tr("moved or deleted."));
        return;
    }
    if (facts.readable) {
        m_note->setText(tr("%1 pairs, %2 votes, %3")
                            .arg(widgets::formatCount(facts.pairs), widgets::formatCount(facts.votes),
                                 openedText(m_study.openedAt, base::nowMs())));
    }
}

QString RecentRow::note() const
{
    return m_note->text();
}

} // namespace shell
