#pragma once

#include <QScrollArea>

#include "ui/studysetup/protocoldraft.h"
#include "ui/studysetup/protocolfields.h"
#include "ui/widgets/studyhandle.h"

class QVBoxLayout;

namespace widgets {
class Button;
}

namespace studysetup {

class FormField;

/// A protocol as a form. Every meant change that leaves the protocol whole is handed out as a new draft; what is wrong
/// is said at its field and stays in the form.
class ProtocolForm : public QScrollArea
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ProtocolForm)

public:
    explicit ProtocolForm(QWidget *parent = nullptr);

    /// Where gold pairs find their pictures.
    void setStudy(const widgets::StudyPtr &study);
    /// Shows a protocol; fields in which something wrong or unfinished stands keep it.
    void setDraft(const ProtocolDraft &draft, const QStringList &generators);
    const ProtocolDraft &draft() const { return m_draft; }
    /// Forgets what is wrong or unfinished in fields.
    void reset();
    int problemCount() const;
    FormField *field(const QString &path) const;

Q_SIGNALS:
    /// `what` names the change ("Repeats changed").
    void changed(const QString &what);
    /// While typing, and when problems come and go: for the preview.
    void edited();

private:
    void rebuild();
    QWidget *makeSection(const ProtocolSection &section);
    QWidget *questionButtons(int index);
    void fill();
    void check();
    void commit(FormField *field);
    void changeQuestions(const QString &what, const std::function<void(ProtocolDraft &)> &change);

    widgets::StudyPtr m_study;
    ProtocolDraft m_draft;
    QStringList m_generators;
    QList<ProtocolSection> m_sections;
    QList<FormField *> m_fields;
    QVBoxLayout *m_layout;
    widgets::Button *m_add;
};

} // namespace studysetup
