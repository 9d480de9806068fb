#pragma once

#include <QWidget>

#include "ui/widgets/studyhandle.h"

namespace widgets {

class RevealLog;
class Strip;

/// Stands before a place that shows names, scores or other people's answers while the person who judges in this window
/// has pairs left: says so, and covers the place until Continue is pressed. Covers its parent, nothing is seen before.
class RevealGate : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(RevealGate)

public:
    explicit RevealGate(QWidget *place);

    void setStudy(const StudyPtr &study);
    /// The place became the visible one: covers it if need be, or says opened().
    void check();
    bool isOpen() const { return m_open; }
    /// The pairs left are being counted.
    bool isChecking() const { return m_checking; }

Q_SIGNALS:
    /// The place may be seen; once per check().
    void opened();
    /// "Back to Annotate".
    void backRequested();

protected:
    void paintEvent(QPaintEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    bool eventFilter(QObject *object, QEvent *event) override;

private:
    void decide();
    void open();

    StudyPtr m_study;
    Strip *m_strip;
    bool m_open = true;
    bool m_checking = false;
};

} // namespace widgets
