#include "core/trials/pairdesign.h"

#include <QTest>

using study::Picture;
using trials::DesignMaterial;
using trials::PicturePair;
using trials::Protocol;

namespace {

/// Adds pictures with ids from 1 and uids "p1", "p2", …; every one has a file of its own.
class Material
{
public:
    study::PromptId prompt(int group, const QString &variant)
    {
        const study::PromptId id(m_value.prompts.size() + 1);
        m_value.prompts.insert(id, {id, QStringLiteral("q%1").arg(id.value), study::PromptGroupId(group), variant,
                                    QStringLiteral("text")});
        m_value.groups.insert(QStringLiteral("g%1").arg(group), study::PromptGroupId(group));
        return id;
    }

    study::PictureId picture(study::PromptId prompt, int generator,
                             study::PictureKind kind = study::PictureKind::Generated)
    {
        Picture picture;
        picture.id = study::PictureId(m_value.pictures.size() + 1);
        picture.uid = QStringLiteral("p%1").arg(picture.id.value);
        picture.asset = study::AssetId(picture.id.value);
        picture.generator = study::GeneratorId(generator);
        picture.prompt = prompt;
        picture.variant = m_value.prompts.value(prompt).variant;
        picture.kind = kind;
        if (generator > 0)
            m_value.generators.insert(picture.generator, QStringLiteral("G%1").arg(generator));
        m_value.pictures.append(picture);
        m_value.sha256.insert(picture.asset, QStringLiteral("hash%1").arg(picture.id.value));
        return picture.id;
    }

    DesignMaterial &value() { return m_value; }

private:
    DesignMaterial m_value;
};

QStringList keys(const base::Result<QList<PicturePair>> &pairs)
{
    QStringList texts;
    if (!pairs)
        return {pairs.error().message};
    for (const PicturePair &pair : *pairs)
        texts.append(QString(pair.key).replace(QChar(0x1f), u' '));
    texts.sort();
    return texts;
}

Protocol protocolOf(trials::Design design, const QString &promptVariant = QStringLiteral("original"))
{
    Protocol protocol = trials::defaultProtocol();
    protocol.pairs.design = design;
    protocol.pairs.promptVariant = promptVariant;
    return protocol;
}

QStringList list(std::initializer_list<const char *> texts)
{
    QStringList result;
    for (const char *text : texts)
        result.append(QString::fromLatin1(text));
    return result;
}

} // namespace

class TestPairDesign : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void keyDoesNotDependOnOrder()
    {
        QCOMPARE(trials::pairKey(QStringLiteral("a"), QStringLiteral("b"), QStringLiteral("q")),
                 trials::pairKey(QStringLiteral("b"), QStringLiteral("a"), QStringLiteral("q")));
    }

    void generators();
    void variants();
    void photoClean();
    void gold();
    void wrongProtocols();
};

void TestPairDesign::generators()
{
    Material material;
    const auto original = material.prompt(1, QStringLiteral("original"));
    const auto distorted = material.prompt(1, QStringLiteral("distorted"));
    for (int generator = 1; generator <= 3; ++generator) {
        material.picture(original, generator);
        material.picture(distorted, generator);
    }
    material.picture(original, 1);                                 // p7: another seed of G1
    material.picture(original, 0, study::PictureKind::Photograph); // p8: nobody's
    material.value().pictures[2].asset = {};                       // p3: G2's original has no file
    Protocol protocol = protocolOf(trials::Design::Generators);
    QCOMPARE(keys(trials::designPairs(protocol, material.value())), list({"p1 p5 q1", "p5 p7 q1"}));
    protocol.pairs.promptVariant = QStringLiteral("distorted");
    QCOMPARE(keys(trials::designPairs(protocol, material.value())), list({"p2 p4 q2", "p2 p6 q2", "p4 p6 q2"}));
    protocol.pairs.generators = list({"G1", "G3"});
    QCOMPARE(keys(trials::designPairs(protocol, material.value())), list({"p2 p6 q2"}));
    material.value().pictures[5].asset = study::AssetId(2); // the same bytes cannot be told apart
    QCOMPARE(keys(trials::designPairs(protocol, material.value())), QStringList());
}

void TestPairDesign::variants()
{
    Material material;
    const auto original = material.prompt(1, QStringLiteral("original"));
    const auto distorted = material.prompt(1, QStringLiteral("distorted"));
    const auto lonely = material.prompt(2, QStringLiteral("distorted"));
    for (int generator = 1; generator <= 2; ++generator) {
        material.picture(original, generator);
        material.picture(distorted, generator);
    }
    material.picture(lonely, 1);
    QCOMPARE(keys(trials::designPairs(protocolOf(trials::Design::Variants), material.value())),
             list({"p1 p2 q1", "p3 p4 q1"}));
    const Protocol wide = protocolOf(trials::Design::Variants, QStringLiteral("distorted"));
    QCOMPARE(keys(trials::designPairs(wide, material.value())), list({"p1 p2 q2", "p3 p4 q2"}));
    // Nothing can be asked under a prompt that does not exist.
    QCOMPARE(keys(trials::designPairs(protocolOf(trials::Design::Variants, QStringLiteral("happy")), material.value())),
             QStringList());
    // One prompt may have pictures of two variants, such as a happy and a sad face.
    material.value().pictures[0].variant = QStringLiteral("happy");
    const auto pairs = trials::designPairs(protocolOf(trials::Design::Variants), material.value());
    QCOMPARE(keys(pairs), list({"p1 p2 q1", "p3 p4 q1"}));
    QVERIFY(pairs->at(0).cell != pairs->at(1).cell);
}

void TestPairDesign::photoClean()
{
    Material material;
    const auto clean = material.prompt(1, QStringLiteral("original"));
    const auto distorted = material.prompt(1, QStringLiteral("distorted"));
    const auto photo = material.picture(distorted, 0, study::PictureKind::Photograph);
    const auto twin = material.picture(clean, 0);
    material.picture(clean, 1);
    material.value().counterparts = {{photo, twin}, {twin, photo}};
    QCOMPARE(keys(trials::designPairs(protocolOf(trials::Design::PhotoClean), material.value())), list({"p1 p2 q1"}));
}

void TestPairDesign::gold()
{
    Material material;
    const auto prompt = material.prompt(1, QStringLiteral("original"));
    for (int generator = 1; generator <= 3; ++generator)
        material.picture(prompt, generator);
    Protocol protocol = protocolOf(trials::Design::Generators);
    protocol.gold = {{QStringLiteral("g1"), QStringLiteral("p2"), QStringLiteral("hash1")}};
    const auto pairs = trials::goldPairs(protocol, material.value());
    QCOMPARE(keys(pairs), list({"p1 p2 q1"}));
    QCOMPARE(pairs->constFirst().better, study::PictureId(2));
    QCOMPARE(keys(trials::designPairs(protocol, material.value())), list({"p1 p3 q1", "p2 p3 q1"}));
    protocol.gold[0].worse = QStringLiteral("p9");
    const auto missing = trials::goldPairs(protocol, material.value());
    QVERIFY(!missing);
    QVERIFY(missing.error().message.startsWith(QLatin1String("$.gold[0].worse")));
    protocol.gold[0].promptGroup = QStringLiteral("g9");
    QVERIFY(trials::goldPairs(protocol, material.value())
                .error()
                .message.startsWith(QLatin1String("$.gold[0].prompt_group")));
}

void TestPairDesign::wrongProtocols()
{
    Material material;
    material.picture(material.prompt(1, QStringLiteral("original")), 1);
    QCOMPARE(trials::designPairs(protocolOf(trials::Design::List), material.value()).error().code,
             QStringLiteral("protocol.unsupported"));
    Protocol unknown = protocolOf(trials::Design::Generators);
    unknown.pairs.generators = list({"G1", "Gx"});
    const auto pairs = trials::designPairs(unknown, material.value());
    QVERIFY(!pairs);
    QCOMPARE(pairs.error().code, QStringLiteral("protocol.generator"));
    QVERIFY(pairs.error().message.contains(QLatin1String("$.pairs.generators[1]")));
}

QTEST_GUILESS_MAIN(TestPairDesign)
#include "tst_pairdesign.moc"
