#pragma once

#include <QWidget>

class QLineEdit;
class QTextBrowser;

namespace widgets {
class Button;
class Label;
} // namespace widgets

namespace annotate {

/// "Your code": asked before the first pair. Never lists or completes codes of other people.
class CodePage : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(CodePage)

public:
    explicit CodePage(QWidget *parent = nullptr);

    /// What was wrong with the last code; empty: nothing.
    void setProblem(const QString &problem);
    void setBusy(bool busy);
    void takeFocus();

Q_SIGNALS:
    void codeGiven(const QString &code);

private:
    void give();

    QLineEdit *m_code;
    widgets::Button *m_start;
    widgets::Label *m_problem;
};

/// The protocol's consent text; nothing is judged before it was agreed to.
class ConsentPage : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ConsentPage)

public:
    explicit ConsentPage(QWidget *parent = nullptr);

    void setText(const QString &markdown);

Q_SIGNALS:
    void agreed();
    void declined();

private:
    QTextBrowser *m_text;
};

} // namespace annotate
