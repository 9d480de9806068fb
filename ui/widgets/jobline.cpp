#include "ui/widgets/jobline.h"

#include <QCoreApplication>
#include <QHBoxLayout>

#include "ui/widgets/button.h"
#include "ui/widgets/job.h"
#include "ui/widgets/label.h"
#include "ui/widgets/metrics.h"
#include "ui/widgets/numbers.h"
#include "ui/widgets/progressline.h"

namespace widgets {
namespace {

constexpr int lineWidth = 160;
constexpr int textWidth = 240;

} // namespace

QString progressText(const QString &what, qint64 done, qint64 total, double elapsedSeconds)
{
    if (total <= 0)
        return what;
    QString text =
        QCoreApplication::translate("widgets::JobLine", "%1 of %2").arg(formatCount(done), formatCount(total));
    if (const QString left = formatEstimate(elapsedSeconds, done, total); !left.isEmpty())
        text += QStringLiteral(", ") + left;
    return text;
}

JobLine::JobLine(Job *job, QWidget *parent)
    : QWidget(parent)
    , m_job(job)
    , m_line(new ProgressLine(4, ProgressLine::Look::Neutral))
    , m_text(new Label(QString(), TextRole::Small, Ink::Text3))
    , m_cancel(new Button(tr("Cancel")))
{
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(metrics::controlGap);
    m_line->setFixedWidth(lineWidth);
    m_text->setMinimumWidth(textWidth); // the button stays where it is while the numbers grow
    layout->addWidget(m_line);
    layout->addWidget(m_text);
    layout->addWidget(m_cancel);
    layout->addStretch();
    setVisible(job->isRunning());
    connect(job, &Job::started, this, [this] {
        showProgress(QString(), 0, 0);
        m_cancel->setEnabled(true);
        show();
    });
    connect(job, &Job::progressed, this, &JobLine::showProgress);
    connect(job, &Job::ended, this, [this] { setVisible(m_job->isRunning()); });
    connect(m_cancel, &Button::clicked, this, [this] {
        m_cancel->setEnabled(false); // what is in work ends first
        m_job->cancel();
    });
}

QString JobLine::text() const
{
    return m_text->text();
}

void JobLine::showProgress(const QString &what, qint64 done, qint64 total)
{
    m_line->setProgress(done, total);
    m_text->setText(progressText(what, done, total, m_job->elapsedSeconds()));
    m_text->setToolTip(what);
}

} // namespace widgets
