#include "core/trials/pairbatch.h"

#include <QTest>

#include "core/storage/annotatorrepository.h"
#include "core/storage/picturerepository.h"
#include "core/storage/promptrepository.h"
#include "core/storage/sourcerepository.h"
#include "core/storage/studycheck.h"
#include "core/storage/trialrepository.h"
#include "core/trials/annotationsession.h"
#include "tests/support/smallstudy.h"
#include "tests/support/studies.h"

using support::must;

namespace {

const QString code = QStringLiteral("a01");
/// One pair of each group, so that two of three pairs of a prompt are free for a batch.
const QByteArray protocol =
    R"({"version":1,"pairs":{"repeats":0,"practice":0,"per_annotator":4,"selection":"balanced"},"questions":[{"kind":"choice"}]})";

} // namespace

class TestPairBatch : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<support::TestFolder>();
        m_study = std::make_unique<support::SmallStudy>(m_folder->path());
        m_study->setProtocol(protocol);
    }
    void cleanup() { m_study.reset(); }

    void pairsAreAppendedOnce()
    {
        const trials::PlannedBatch first = must(trials::planBatch(m_study->database(), batchOfFirstPrompt()));
        QCOMPARE(first.added + first.known, 3); // three pictures make three pairs
        QVERIFY(first.added >= 1);
        QVERIFY(first.source.isValid());
        const QList<study::Trial> trials = trialsOfAnnotator();
        QCOMPARE(trials.size(), 4 + first.added); // the design's pairs are planned first
        for (qsizetype i = 0; i < first.added; ++i) {
            const study::Trial &trial = trials.at(trials.size() - 1 - i); // at the end of the list
            QCOMPARE(trial.prompt, batchOfFirstPrompt().prompt);
            QVERIFY(!trial.isPractice && !trial.isGold && !trial.isRepeat);
        }
        const trials::PlannedBatch again = must(trials::planBatch(m_study->database(), batchOfFirstPrompt()));
        QCOMPARE(again.added, 0);
        QCOMPARE(again.known, 3);
        QVERIFY(!again.source.isValid());
        QVERIFY(must(storage::checkStudy(m_study->database())).isOk());
    }

    void sidesFollowTheSeed()
    {
        must(trials::planBatch(m_study->database(), batchOfFirstPrompt()));
        const support::TestFolder elsewhere;
        support::SmallStudyPlan plan;
        plan.backwards = true;
        support::SmallStudy other(elsewhere.path(), plan);
        other.setProtocol(protocol);
        must(trials::planBatch(other.database(), batchOfFirstPrompt(other)));
        QCOMPARE(inWords(other), inWords(*m_study));
    }

    void aBatchIsTakenBackUntilItIsJudged()
    {
        const trials::PlannedBatch batch = must(trials::planBatch(m_study->database(), batchOfFirstPrompt()));
        storage::SourceRepository sources(m_study->database());
        must(sources.withdraw(batch.source));
        QCOMPARE(trialsOfAnnotator().size(), 4);
        const trials::PlannedBatch anew = must(trials::planBatch(m_study->database(), batchOfFirstPrompt()));
        QCOMPARE(anew.added, batch.added);

        auto session = must(trials::AnnotationSession::open(m_study->path(), {code, study::AnnotatorKind::Human, {}}));
        QCOMPARE(session->progress().of, 4 + batch.added);
        while (const auto trial = must(session->current())) {
            trials::Submission submission;
            submission.trial = trial->id;
            submission.answers = {{trial->questions.constFirst().id, study::Vote{study::Choice::Tie, -1, 0}, {}, {}}};
            must(session->answer(submission));
        }
        const auto refused = sources.withdraw(anew.source);
        QVERIFY(!refused);
        QCOMPARE(refused.error().code, QStringLiteral("source.in_use"));
        QCOMPARE(trialsOfAnnotator().size(), 4 + batch.added);
    }

    void aSessionTakesThemIn()
    {
        auto session = must(trials::AnnotationSession::open(m_study->path(), {code, study::AnnotatorKind::Human, {}}));
        QVERIFY(!must(session->refresh()));
        QCOMPARE(session->progress().of, 4);
        const auto batch = must(trials::planBatch(m_study->database(), batchOfFirstPrompt()));
        const QString open = must(session->current())->id;
        QVERIFY(must(session->refresh()));
        QCOMPARE(session->progress().of, 4 + batch.added);
        QCOMPARE(must(session->current())->id, open); // the pair on the screen stays
    }

    void impossibleBatchesChangeNothing()
    {
        trials::PairBatch batch = batchOfFirstPrompt();
        batch.pictures = {batch.pictures.constFirst()};
        QCOMPARE(trials::planBatch(m_study->database(), batch).error().code, QStringLiteral("pairs.few"));
        batch = batchOfFirstPrompt();
        batch.pictures.append(study::PictureId(999999));
        QCOMPARE(trials::planBatch(m_study->database(), batch).error().code, QStringLiteral("pairs.picture"));
        batch = batchOfFirstPrompt();
        batch.annotator = QStringLiteral(" a");
        QCOMPARE(trials::planBatch(m_study->database(), batch).error().code, QStringLiteral("annotator.code"));
        QVERIFY(must(storage::AnnotatorRepository(m_study->database()).annotators()).isEmpty());
    }

private:
    trials::PairBatch batchOfFirstPrompt() { return batchOfFirstPrompt(*m_study); }
    static trials::PairBatch batchOfFirstPrompt(support::SmallStudy &study)
    {
        QList<study::Prompt> prompts = must(storage::PromptRepository(study.database()).prompts());
        std::sort(prompts.begin(), prompts.end(), [](const auto &a, const auto &b) { return a.uid < b.uid; });
        trials::PairBatch batch;
        batch.annotator = code;
        batch.prompt = prompts.constFirst().id;
        for (const study::Picture &picture : must(storage::PictureRepository(study.database()).pictures())) {
            if (picture.prompt == batch.prompt)
                batch.pictures.append(picture.id);
        }
        return batch;
    }

    QList<study::Trial> trialsOfAnnotator() { return trialsOfAnnotator(*m_study); }
    static QList<study::Trial> trialsOfAnnotator(support::SmallStudy &study)
    {
        const auto annotator = must(storage::AnnotatorRepository(study.database()).annotatorByCode(code));
        return annotator ? must(storage::TrialRepository(study.database()).trialsOf(annotator->id))
                         : QList<study::Trial>();
    }
    static QStringList inWords(support::SmallStudy &study)
    {
        QHash<study::PictureId, QString> uids;
        for (const study::Picture &picture : must(storage::PictureRepository(study.database()).pictures()))
            uids.insert(picture.id, picture.uid);
        QStringList lines;
        for (const study::Trial &trial : trialsOfAnnotator(study))
            lines.append(uids.value(trial.pictures[0]) + u' ' + uids.value(trial.pictures[1]));
        return lines;
    }

    std::unique_ptr<support::TestFolder> m_folder;
    std::unique_ptr<support::SmallStudy> m_study;
};

QTEST_GUILESS_MAIN(TestPairBatch)
#include "tst_pairbatch.moc"
