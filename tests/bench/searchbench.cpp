#include <random>

#include <QDir>
#include <QFloat16>

#include "core/analysis/embeddingvector.h"
#include "core/analysis/similarpictures.h"
#include "core/base/hash.h"
#include "core/storage/database.h"
#include "core/storage/scorerepository.h"
#include "core/storage/transaction.h"
#include "tests/bench/measurement.h"

namespace bench {

namespace {

constexpr int pictures = 100'000;
constexpr int dimension = 768;
constexpr int searches = 15;
constexpr double limitSearch = 100; ///< ms, warm

/// Directions without order: the time does not depend on what they are.
std::vector<float> randomVector(std::mt19937 &generator)
{
    std::uniform_real_distribution<float> component(-1, 1);
    std::vector<float> vector(dimension);
    for (float &value : vector)
        value = component(generator);
    return vector;
}

template <typename T>
T must(base::Result<T> result)
{
    if (!result)
        giveUp(result.error().toLine());
    if constexpr (!std::is_void_v<T>)
        return std::move(*result);
}

} // namespace

QList<Line> benchSearch(const Setting &setting)
{
    const QString folder = setting.folder + QStringLiteral("/search");
    QDir().mkpath(folder);
    storage::Database database =
        must(storage::Database::create(folder + QStringLiteral("/search.dissensus"), QStringLiteral("search")));
    const QString tower(64, u'1');
    std::mt19937 generator(1);
    {
        storage::Transaction transaction = must(storage::Transaction::begin(database));
        storage::ScoreRepository scores(database);
        QByteArray data(dimension * qsizetype(sizeof(qfloat16)), '\0');
        for (int i = 0; i < pictures; ++i) {
            const std::vector<float> vector = randomVector(generator);
            qFloatToFloat16(reinterpret_cast<qfloat16 *>(data.data()), vector.data(), dimension);
            must(scores.addEmbedding({tower, QStringLiteral("asset"), base::sha256(QByteArray::number(i)),
                                      QStringLiteral("fp16"), QString::number(dimension), data}));
        }
        must(transaction.commit());
    }
    const QString cache = folder + QStringLiteral("/cache");
    std::shared_ptr<const analysis::SimilarPictures> similar;
    const auto open = [&] { similar = must(analysis::SimilarPictures::open(database, tower, cache, {})); };
    Times made;
    made.measure(open);
    Times opened;
    opened.measure(open);
    const auto query = analysis::unitVector(QStringLiteral("fp32"), QString::number(dimension),
                                            QByteArray(reinterpret_cast<const char *>(randomVector(generator).data()),
                                                       dimension * qsizetype(sizeof(float))));
    Times search;
    for (int i = 0; i <= searches; ++i) {
        Times one;
        one.measure([&] {
            if (similar->like(*query)->size() != pictures)
                giveUp(QStringLiteral("pictures are missing"));
        });
        if (i > 0) // the first one warms up
            search.add(one.median());
    }
    const QString unit = QStringLiteral("ms");
    const QString what = QStringLiteral("%1 embeddings of %2: ").arg(pictures).arg(dimension);
    return {
        {what + QStringLiteral("search, warm"), search.median(), QStringLiteral("limit, at most"), limitSearch, unit},
        {what + QStringLiteral("opened again"), opened.median(), QStringLiteral("made from the study"), made.median(),
         unit}};
}

} // namespace bench
