#include "ui/compare/sendpopover.h"

#include <QLineEdit>

#include "ui/widgets/button.h"
#include "ui/widgets/metrics.h"
#include "ui/widgets/paragraph.h"

namespace compare {

namespace metrics = widgets::metrics;

SendPopover::SendPopover(QWidget *parent)
    : Popover(parent)
    , m_text(new widgets::Paragraph({}, widgets::TextRole::Body, widgets::Ink::Text, this))
    , m_code(new QLineEdit(this))
    , m_send(new widgets::Button(QString(), widgets::Button::Kind::Outlined, this))
    , m_problem(new widgets::Paragraph({}, widgets::TextRole::Small, widgets::Ink::Error, this))
{
    setObjectName(QStringLiteral("sendPairs"));
    setAccessibleName(tr("Send to Annotate"));
    m_code->setPlaceholderText(tr("Annotator's code"));
    m_code->setAccessibleName(tr("Annotator's code"));
    m_code->setMaxLength(200);
    setFocusProxy(m_code);
    const auto send = [this] {
        if (m_send->isEnabled())
            Q_EMIT sendRequested(m_code->text().trimmed());
    };
    connect(m_send, &QPushButton::clicked, this, send);
    connect(m_code, &QLineEdit::returnPressed, this, send);
    connect(m_code, &QLineEdit::textChanged, this, [this](const QString &text) {
        m_send->setEnabled(!text.trimmed().isEmpty());
        setProblem({});
    });
}

void SendPopover::open(const QString &code, int pictures, const QRect &anchor)
{
    const int pairs = pictures * (pictures - 1) / 2;
    m_text->setText(tr("%n pairs go to the end of an annotator's list, with sides in random order.", nullptr, pairs));
    m_send->setText(tr("Send %n pairs", nullptr, pairs));
    m_code->setText(code);
    m_code->selectAll();
    m_send->setEnabled(!code.isEmpty());
    setProblem({});
    openAt(anchor);
}

void SendPopover::setProblem(const QString &problem)
{
    m_problem->setText(problem);
    m_problem->setVisible(!problem.isEmpty());
    lay();
}

void SendPopover::lay()
{
    constexpr int width = 328;
    constexpr int inset = shadow + metrics::space12;
    int y = inset;
    const auto put = [&y](QWidget *widget, int w, int h) {
        widget->setGeometry(inset, y, w, h);
        y += h + metrics::space8;
    };
    put(m_text, width, m_text->heightForWidth(width));
    const QSize send = m_send->sizeHint();
    m_send->setGeometry(inset + width - send.width(), y, send.width(), metrics::control);
    put(m_code, width - send.width() - metrics::controlGap, metrics::control);
    if (!m_problem->isHidden())
        put(m_problem, width, m_problem->heightForWidth(width));
    setFixedSize(width + 2 * inset, y - metrics::space8 + inset);
}

} // namespace compare
