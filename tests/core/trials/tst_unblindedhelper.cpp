// A session whose unblinded side is another process: dissensus-cli as its own helper.

#include "core/trials/unblindedhelper.h"

#include <csignal>

#include <unistd.h>

#include <QTest>

#include "core/trials/annotationsession.h"
#include "core/trials/helperprocess.h"
#include "tests/support/coreimage.h"
#include "tests/support/paths.h"
#include "tests/support/smallstudy.h"
#include "tests/support/studies.h"

using support::must;
using namespace trials;

namespace {

QString s(const char *text)
{
    return QString::fromUtf8(text);
}

SessionOwner owner(const QStringList &helper)
{
    return {s("a01"), study::AnnotatorKind::Human, {}, {}, helper};
}

QStringList helperCommand()
{
    return {support::binFolder() + s("/dissensus-cli"), QLatin1String(unblindedArgument)};
}

QList<pid_t> helpersNow()
{
    return support::childProcesses(::getpid());
}

} // namespace

class TestUnblindedHelper : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<support::TestFolder>();
        m_study = std::make_unique<support::SmallStudy>(m_folder->path());
    }
    void cleanup() { m_study.reset(); }

    void sameTrialsAndPixelsAsInThisProcess();
    void killedHelperIsReplaced();
    void noHelperStaysBehind();
    void failures();

private:
    std::unique_ptr<support::TestFolder> m_folder;
    std::unique_ptr<support::SmallStudy> m_study;
};

void TestUnblindedHelper::sameTrialsAndPixelsAsInThisProcess()
{
    QList<std::pair<QString, QList<QImage>>> seen[2];
    for (const QStringList &command : {QStringList(), helperCommand()}) {
        auto session = must(AnnotationSession::open(m_study->path(), owner(command)));
        QCOMPARE(helpersNow().size(), command.isEmpty() ? 0 : 1);
        while (const auto trial = must(session->current())) {
            QList<QImage> images;
            for (const BlindPicture &picture : trial->pictures)
                images += must(session->pictures()->picture(picture.handle));
            seen[command.isEmpty() ? 0 : 1].append({trial->prompt, images});
            Submission submission;
            submission.trial = trial->id;
            submission.answers = {{s("preference"), study::Vote{study::Choice::Picture, 0, 1}, {}, {}}};
            submission.finishes = true;
            must(session->answer(submission));
        }
        while (session->canUndo())
            must(session->undo());
    }
    QVERIFY(!seen[0].isEmpty());
    QCOMPARE(seen[0], seen[1]);
}

void TestUnblindedHelper::killedHelperIsReplaced()
{
    auto session = must(AnnotationSession::open(m_study->path(), owner(helperCommand())));
    const BlindTrial trial = *must(session->current());
    for (int i = 0; i < 3; ++i) {
        const QList<pid_t> helpers = helpersNow();
        QCOMPARE(helpers.size(), 1);
        ::kill(helpers.constFirst(), SIGKILL);
        QVERIFY(!must(session->pictures()->picture(trial.pictures[0].handle)).isNull());
    }
}

void TestUnblindedHelper::noHelperStaysBehind()
{
    {
        auto session = must(AnnotationSession::open(m_study->path(), owner(helperCommand())));
        QCOMPARE(helpersNow().size(), 1);
    }
    QCOMPARE(helpersNow().size(), 0);
}

void TestUnblindedHelper::failures()
{
    SUPPORT_FAILS(AnnotationSession::open(m_study->path(), owner({s("/nowhere/at/all")})), "annotate.helper");
    SUPPORT_FAILS(AnnotationSession::open(m_study->path(), owner({s("/bin/true")})), "annotate.helper");
    SUPPORT_FAILS(AnnotationSession::open(m_folder->file(s("none.dissensus")), owner(helperCommand())),
                  "study.missing");
    QVERIFY(!QFile::exists(m_folder->file(s("none.dissensus-lock"))));
    // What is wrong with a protocol names generators: the annotator is told only that it is wrong.
    m_study->setProtocol(R"({"version":1,"pairs":{"generators":["KryptonDiffusion"]}})");
    const auto session = AnnotationSession::open(m_study->path(), owner(helperCommand()));
    SUPPORT_FAILS(session, "protocol.generator");
    QVERIFY(!session.error().toLine().contains(s("Krypton")));
}

QTEST_GUILESS_MAIN(TestUnblindedHelper)
#include "tst_unblindedhelper.moc"
