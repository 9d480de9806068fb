#pragma once

#include <QStackedWidget>

#include "core/base/result.h"

namespace annotate {

class AnnotateController;
class AnnotateView;
class CodePage;
class ConsentPage;

/// Everything between "who are you" and the last pair, for the place in the window and for annotator mode alike.
class AnnotateDesk : public QStackedWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(AnnotateDesk)

public:
    explicit AnnotateDesk(QWidget *parent = nullptr);
    ~AnnotateDesk() override;

    /// Asks for the code, or starts at once with `code`. An empty path closes the session.
    void setStudy(const QString &path, const QString &code = {});
    /// For sessions from now on, as of trials::SessionOwner::helper.
    void setHelper(const QStringList &command) { m_helper = command; }
    void start(const QString &code);
    bool isJudging() const;
    bool isSettled() const;

    AnnotateController *controller() { return m_controller; }
    AnnotateView *view() { return m_view; }

Q_SIGNALS:
    void settledChanged();
    /// The session of this code is open.
    void sessionOpened(const QString &code);
    /// An answer was stored or taken back.
    void stored();
    void studyPlaceRequested();
    void openFailed(const base::Error &error);
    /// The person did not agree to the consent text.
    void declined();

private:
    QString m_path;
    QString m_code;
    QStringList m_helper;
    CodePage *m_codePage;
    ConsentPage *m_consentPage;
    AnnotateView *m_view;
    AnnotateController *m_controller;
};

} // namespace annotate
