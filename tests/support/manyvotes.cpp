#include "tests/support/manyvotes.h"

#include <QDir>

#include "core/base/hash.h"
#include "core/storage/annotatorrepository.h"
#include "core/storage/database.h"
#include "core/storage/picturerepository.h"
#include "core/storage/promptrepository.h"
#include "core/storage/scorerepository.h"
#include "core/storage/transaction.h"
#include "tests/support/studies.h"

namespace support {

namespace {

/// A number from 0 to 999 that looks random, from a row's number.
const QString chance = QStringLiteral("((%1 * 2654435761) % 4294967291 / 7 % 1000)");

class Maker
{
public:
    Maker(const QString &path, const ManyVotesPlan &plan)
        : m_plan(plan)
        , m_database(must(storage::Database::create(path, QStringLiteral("Votes"))))
    {
    }

    QString make()
    {
        storage::Transaction transaction = must(storage::Transaction::begin(m_database));
        addPeopleAndScorers();
        addPictures();
        addScores();
        addVotes();
        must(transaction.commit());
        return m_database.path();
    }

private:
    void run(const QString &sql) { must(m_database.execute(sql)); }

    void addPeopleAndScorers()
    {
        storage::AnnotatorRepository annotators(m_database);
        for (int i = 0; i < m_plan.annotators; ++i)
            must(annotators.addAnnotator(QStringLiteral("P%1").arg(i), study::AnnotatorKind::Human,
                                         {QStringLiteral("group %1").arg(i % 3)}));
        storage::ScoreRepository scores(m_database);
        for (int i = 0; i < m_plan.scorers; ++i)
            must(scores.addFingerprint(QStringLiteral("import:scorer %1").arg(i), base::sha256(QByteArray::number(i)),
                                       QStringLiteral("{}")));
    }

    /// Row numbers follow the order: picture 2·(g·prompts + p) + 1 is generator g's original for prompt p, the next one
    /// its distorted picture; prompt 2·p + 1 is the original of group p + 1.
    void addPictures()
    {
        storage::PromptRepository prompts(m_database);
        for (int p = 0; p < m_plan.prompts; ++p) {
            const auto group = must(prompts.addGroup(QStringLiteral("group %1").arg(p, 4, 10, QLatin1Char('0'))));
            for (const QString &variant : {QString(study::originalVariant), QString(study::distortedVariant)})
                must(prompts.addPrompt(group.id, variant, QStringLiteral("%1 prompt %2").arg(variant).arg(p)));
        }
        storage::PictureRepository pictures(m_database);
        for (int g = 0; g < m_plan.generators; ++g) {
            const auto generator = must(pictures.addGenerator(QStringLiteral("generator %1").arg(g)));
            for (int p = 0; p < m_plan.prompts; ++p)
                for (const bool distorted : {false, true}) {
                    study::Picture picture;
                    picture.generator = generator.id;
                    picture.prompt = study::PromptId(2 * p + 1 + distorted);
                    picture.variant = distorted ? study::distortedVariant : study::originalVariant;
                    must(pictures.addPicture(picture));
                }
        }
    }

    void addScores()
    {
        // Under both prompts of the picture's group; better generators score higher, with noise.
        run(QStringLiteral("INSERT INTO score (picture_id, prompt_hash, fingerprint_id, value, origin, app_version, "
                           "computed_at) SELECT p.id, q.hash, f.id, p.generator_id * 0.1 + %1 / 500.0, 'import', 'test', 0 "
                           "FROM picture AS p JOIN prompt AS o ON o.id = p.prompt_id JOIN prompt AS q ON q.group_id = "
                           "o.group_id CROSS JOIN fingerprint AS f")
                .arg(chance.arg(QStringLiteral("(p.id * 31 + q.id * 17 + f.id)"))));
    }

    void addVotes()
    {
        // Units: every two generators under every prompt, then the two variants of every generator.
        run(QStringLiteral("CREATE TEMP TABLE unit (id INTEGER PRIMARY KEY, prompt INTEGER, a INTEGER, b INTEGER, lead INTEGER)"));
        run(QStringLiteral("WITH RECURSIVE g (i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM g WHERE i < %1 - 1), "
                           "p (i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM p WHERE i < %2 - 1) "
                           "INSERT INTO temp.unit (prompt, a, b, lead) "
                           "SELECT 2 * p.i + 1, 2 * (x.i * %2 + p.i) + 1, 2 * (y.i * %2 + p.i) + 1, 25 * (x.i - y.i) "
                           "FROM g AS x JOIN g AS y ON y.i > x.i JOIN p UNION ALL "
                           "SELECT 2 * p.i + 2, 2 * (x.i * %2 + p.i) + 1, 2 * (x.i * %2 + p.i) + 2, 100 FROM g AS x JOIN p")
                .arg(m_plan.generators)
                .arg(m_plan.prompts));
        const QString numbers = QStringLiteral("WITH RECURSIVE n (i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < %1 - 1), "
                                               "size (units) AS (SELECT count(*) FROM temp.unit) ")
                                    .arg(m_plan.votes);
        const QString unit = QStringLiteral("JOIN size JOIN temp.unit AS u ON u.id = n.i % size.units + 1 ");
        run(numbers
            + QStringLiteral("INSERT INTO trial (id, uid, annotator_id, prompt_id, question, position, planned_at) "
                             "SELECT n.i + 1, printf('trial-of-thirty-six-characters-%d', n.i), "
                             "(n.i % size.units + n.i / size.units * 7) % %1 + 1, u.prompt, 'preference', n.i, 0 FROM n ")
                  .arg(m_plan.annotators)
            + unit);
        for (const int side : {0, 1})
            run(numbers
                + QStringLiteral("INSERT INTO trial_picture (trial_id, position, picture_id) SELECT n.i + 1, (n.i + %1) % 2, u.%2 FROM n ")
                      .arg(side)
                      .arg(side == 0 ? QLatin1Char('a') : QLatin1Char('b'))
                + unit);
        run(numbers
            + QStringLiteral("INSERT INTO answer (id, uid, trial_id, question, answered_at, response_ms, app_version) "
                             "SELECT n.i + 1, printf('answer-of-thirty-six-characters%d', n.i), n.i + 1, 'preference', n.i, 900, 'test' FROM n"));
        const QString luck = chance.arg(QStringLiteral("(n.i + 1)"));
        run(numbers
            + QStringLiteral("INSERT INTO vote (answer_id, choice, position, strength) SELECT n.i + 1, "
                             "CASE WHEN %1 < 80 THEN 'tie' WHEN %1 < 100 THEN 'both_bad' ELSE 'picture' END, "
                             "CASE WHEN %1 < 100 THEN NULL WHEN %1 < 550 + u.lead THEN n.i % 2 ELSE (n.i + 1) % 2 END, "
                             "CASE WHEN %1 < 100 THEN 0 ELSE 1 END FROM n ")
                  .arg(luck)
            + unit);
    }

    ManyVotesPlan m_plan;
    storage::Database m_database;
};

} // namespace

QString makeManyVotes(const QString &folder, const ManyVotesPlan &plan)
{
    return Maker(QDir(folder).filePath(QStringLiteral("votes-%1.dissensus").arg(plan.votes)), plan).make();
}

} // namespace support
