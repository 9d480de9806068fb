#include "core/reward/linearstackcheckpoint.h"

#include <QTest>

#include "tests/support/checkpointbytes.h"
#include "tests/support/paths.h"
#include "tests/support/studies.h"

class TestLinearStackCheckpoint : public QObject
{
    Q_OBJECT

    support::TestFolder m_folder;

    using Layers = std::vector<std::tuple<std::string, std::int32_t, std::int32_t>>; ///< name with dot, out, in

    /// As torch.save writes a head, tagged for a GPU.
    std::string write(const Layers &layers)
    {
        support::PickleBytes pickle;
        std::vector<std::pair<std::string, std::string>> storages;
        pickle.orderedDict().mark();
        for (const auto &[name, out, in] : layers) {
            const std::string key = std::to_string(storages.size());
            pickle.text(name + "weight").tensor("FloatStorage", key, out * in, 0, {out, in}, {in, 1});
            storages.emplace_back(key, std::string(std::size_t(out * in) * 4, '\1'));
            pickle.text(name + "bias").tensor("FloatStorage", key + "b", out, 0, {out}, {1});
            storages.emplace_back(key + "b", std::string(std::size_t(out) * 4, '\2'));
        }
        pickle.raw("u");
        return m_folder
            .write(QStringLiteral("head.pth"), QByteArray::fromStdString(support::torchZip(pickle, storages).bytes()))
            .toStdString();
    }

    std::string messageOf(const Layers &layers)
    {
        const auto head = reward::openLinearStack(write(layers));
        return head ? "no error" : head.error().message;
    }

private Q_SLOTS:
    void publishedLayouts()
    {
        const auto first = reward::openLinearStack(write({{"", 1, 768}}));
        QVERIFY2(first, first ? "" : first.error().message.c_str());
        QCOMPARE(first->layers.size(), std::size_t(1));
        QCOMPARE(first->inputs, 768);
        QVERIFY(!first->relu);

        const auto second = reward::openLinearStack(write({{"layers.0.", 1024, 768},
                                                           {"layers.2.", 128, 1024},
                                                           {"layers.4.", 64, 128},
                                                           {"layers.6.", 16, 64},
                                                           {"layers.7.", 1, 16}}));
        QVERIFY2(second, second ? "" : second.error().message.c_str());
        QCOMPARE(second->layers.size(), std::size_t(5));
        QCOMPARE(second->layers[1].weight->shape, (std::vector<std::int64_t>{128, 1024}));
        QCOMPARE(second->layers[4].bias->shape, (std::vector<std::int64_t>{1}));
        QVERIFY(!second->relu);

        // 11 comes after 9, not after 0.
        const auto third = reward::openLinearStack(write({{"layers.0.", 5, 8},
                                                          {"layers.3.", 4, 5},
                                                          {"layers.6.", 3, 4},
                                                          {"layers.9.", 2, 3},
                                                          {"layers.11.", 1, 2}}));
        QVERIFY2(third, third ? "" : third.error().message.c_str());
        QVERIFY(third->relu);
        QCOMPARE(third->layers[1].weight->shape, (std::vector<std::int64_t>{4, 5}));
        QCOMPARE(third->layers[4].weight->shape, (std::vector<std::int64_t>{1, 2}));
    }

    void filesOfPyTorch()
    {
        const auto open = [](const char *name) {
            return reward::openLinearStack(
                (support::dataFolder() + QStringLiteral("/checkpoints/") + QLatin1String(name)).toStdString());
        };
        const auto linear = open("linear.pth");
        QVERIFY2(linear, linear ? "" : linear.error().message.c_str());
        QCOMPARE(linear->inputs, 4);
        const auto stack = open("stack.pth");
        QVERIFY2(stack, stack ? "" : stack.error().message.c_str());
        QCOMPARE(stack->layers.size(), std::size_t(2));
        QCOMPARE(stack->layers[0].weight->shape, (std::vector<std::int64_t>{3, 4}));
        const auto legacy = open("legacy.pth");
        QVERIFY(!legacy);
        QVERIFY(legacy.error().message.find("before PyTorch 1.6") != std::string::npos);
    }

    void whatDoesNotFitIsNamed()
    {
        QVERIFY(messageOf({{"head.", 1, 8}}).find("this is no head of linear layers") != std::string::npos);
        QVERIFY(messageOf({{"layers.0.", 4, 8}, {"layers.2.", 1, 5}})
                    .find("\"layers.2.weight\" has the shape [1, 5], "
                          "which does not follow")
                != std::string::npos);
        QVERIFY(messageOf({{"layers.0.", 2, 8}}).find("has 2 outputs instead of one") != std::string::npos);
        QVERIFY(messageOf({{"layers.0.", 1, 8}, {"extra.", 1, 1}}).find("2 tensors, the first of them \"extra.bias\"")
                != std::string::npos);
    }
};

QTEST_APPLESS_MAIN(TestLinearStackCheckpoint)
#include "tst_linearstackcheckpoint.moc"
