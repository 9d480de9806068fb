#include "ui/annotate/annotatewindow.h"

#include <QPainter>
#include <QShortcut>
#include <QTimer>
#include <QVBoxLayout>

#include "ui/annotate/annotatedesk.h"
#include "ui/widgets/theme.h"

namespace annotate {

namespace {

constexpr QSize minimumWindow(1024, 700);

} // namespace

AnnotateWindow::AnnotateWindow(const QString &studyPath, const QString &code, const QStringList &helper,
                               QWidget *parent)
    : QWidget(parent)
    , m_desk(new AnnotateDesk)
{
    setWindowTitle(QStringLiteral("Dissensus"));
    setMinimumSize(minimumWindow);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_desk);
    connect(m_desk, &AnnotateDesk::openFailed, this, &AnnotateWindow::openFailed);
    connect(m_desk, &AnnotateDesk::declined, this, &QWidget::close);
    auto *fullScreen = new QShortcut(QKeySequence(Qt::Key_F11), this);
    connect(fullScreen, &QShortcut::activated, this, [this] { setWindowState(windowState() ^ Qt::WindowFullScreen); });
    auto *quit = new QShortcut(QKeySequence(Qt::CTRL | Qt::Key_Q), this);
    connect(quit, &QShortcut::activated, this, &QWidget::close);
    m_desk->setHelper(helper);
    m_desk->setStudy(studyPath, code);
}

void AnnotateWindow::paintEvent(QPaintEvent *)
{
    QPainter(this).fillRect(rect(), widgets::tokens().win);
    if (m_painted)
        return;
    m_painted = true;
    QTimer::singleShot(0, this, &AnnotateWindow::firstPaint);
}

} // namespace annotate
