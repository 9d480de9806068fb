#include "ui/annotate/entrypages.h"

#include <QHBoxLayout>
#include <QLineEdit>
#include <QTextBrowser>
#include <QVBoxLayout>

#include "ui/widgets/button.h"
#include "ui/widgets/label.h"
#include "ui/widgets/metrics.h"

namespace annotate {

using widgets::Button;
using widgets::Ink;
using widgets::Label;
using widgets::TextRole;
namespace metrics = widgets::metrics;

namespace {

constexpr int fieldWidth = 320;
constexpr int pageTop = 112;
constexpr int pageLeft = 80;
constexpr int textWidth = 640;
constexpr int maximumCode = 200;

} // namespace

CodePage::CodePage(QWidget *parent)
    : QWidget(parent)
    , m_code(new QLineEdit)
    , m_start(new Button(tr("Start"), Button::Kind::Filled))
    , m_problem(new Label({}, TextRole::Body, Ink::Error))
{
    m_code->setFixedWidth(fieldWidth);
    m_code->setMaxLength(maximumCode);
    m_code->setAccessibleName(tr("Your code"));
    m_code->setObjectName(QStringLiteral("annotator-code"));
    m_problem->setWordWrap(true);
    m_problem->setFixedWidth(textWidth);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(pageLeft, pageTop, pageLeft, pageTop);
    layout->setSpacing(metrics::space8);
    layout->addWidget(new Label(tr("Your code"), TextRole::Lead, Ink::Text, widgets::Weight::SemiBold));
    auto *row = new QHBoxLayout;
    row->setSpacing(metrics::controlGap);
    row->addWidget(m_code);
    row->addWidget(m_start);
    row->addStretch();
    layout->addLayout(row);
    layout->addWidget(new Label(
        tr("The word that you were given, or one that you choose now. Your answers are stored under it, not under your name."),
        TextRole::Small, Ink::Text3));
    layout->addWidget(m_problem);
    layout->addStretch();
    m_start->setEnabled(false);
    m_start->setToolTip(tr("Type your code first"));
    connect(m_code, &QLineEdit::textChanged, this, [this](const QString &text) {
        m_start->setEnabled(!text.trimmed().isEmpty());
        m_problem->setText({});
    });
    connect(m_code, &QLineEdit::returnPressed, this, &CodePage::give);
    connect(m_start, &Button::clicked, this, &CodePage::give);
}

void CodePage::give()
{
    const QString code = m_code->text().trimmed();
    if (!code.isEmpty() && m_code->isEnabled())
        Q_EMIT codeGiven(code);
}

void CodePage::setProblem(const QString &problem)
{
    m_problem->setText(problem);
}

void CodePage::setBusy(bool busy)
{
    m_code->setEnabled(!busy);
    m_start->setEnabled(!busy && !m_code->text().trimmed().isEmpty());
}

void CodePage::takeFocus()
{
    m_code->setFocus();
}

ConsentPage::ConsentPage(QWidget *parent)
    : QWidget(parent)
    , m_text(new QTextBrowser)
{
    m_text->setFrameShape(QFrame::NoFrame);
    m_text->setMaximumWidth(textWidth);
    m_text->setAccessibleName(tr("Consent"));
    auto *agree = new Button(tr("I agree"), Button::Kind::Filled);
    auto *decline = new Button(tr("I do not agree"));
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(pageLeft, metrics::space32, pageLeft, metrics::space32);
    layout->setSpacing(metrics::space16);
    layout->addWidget(new Label(tr("Before you start"), TextRole::Lead, Ink::Text, widgets::Weight::SemiBold));
    layout->addWidget(m_text, 1);
    auto *row = new QHBoxLayout;
    row->setSpacing(metrics::controlGap);
    row->addWidget(agree);
    row->addWidget(decline);
    row->addStretch();
    layout->addLayout(row);
    connect(agree, &Button::clicked, this, &ConsentPage::agreed);
    connect(decline, &Button::clicked, this, &ConsentPage::declined);
}

void ConsentPage::setText(const QString &markdown)
{
    m_text->setMarkdown(markdown);
}

} // namespace annotate
