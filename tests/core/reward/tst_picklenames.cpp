#include "core/reward/picklenames.h"

#include <QTest>

using reward::isHarmlessName;

class TestPickleNames : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatCheckpointsName_data()
    {
        QTest::addColumn<QByteArray>("module");
        QTest::addColumn<QByteArray>("name");
        const auto row = [](const char *module, const char *name) {
            QTest::newRow((QByteArray(module) + ' ' + name).constData()) << QByteArray(module) << QByteArray(name);
        };
        row("collections", "OrderedDict");
        row("torch", "HalfStorage");
        row("torch._utils", "_rebuild_tensor_v2");
        row("torch.nn.modules.linear", "Linear");
        row("torch.nn.modules", "Module"); // a package itself
        row("__torch__.open_clip.model", "CLIP");
        row("trainer.models.clip_model", "CLIPModel");
        row("numpy.core.multiarray", "scalar");
    }

    void whatCheckpointsName()
    {
        QFETCH(const QByteArray, module);
        QFETCH(const QByteArray, name);
        QVERIFY(isHarmlessName(module.toStdString(), name.toStdString()));
    }

    void everythingElse_data()
    {
        QTest::addColumn<QByteArray>("module");
        QTest::addColumn<QByteArray>("name");
        const auto row = [](const char *module, const char *name) {
            QTest::newRow((QByteArray(module) + ' ' + name).constData()) << QByteArray(module) << QByteArray(name);
        };
        row("os", "system");
        row("builtins", "eval");
        row("builtins", "getattr");
        row("torch", "load");
        // A dotted name reaches into what a package has imported.
        row("collections", "OrderedDict.clear");
        row("transformers", "os.system");
        // Where module and name are divided is part of the name.
        row("collections.Ordered", "Dict");
        row("torch._utils._rebuild", "tensor_v2");
        row("", "collections.OrderedDict");
        // A package is not every name that begins like it.
        row("transformersx", "Model");
        row("torch.nn", "Module");
        row("torch.nn.modules", "");
        row("torch.nn.modules", "Linear ");
        row("torch.nn.modules", "Line\xc3\xa4r");
    }

    void everythingElse()
    {
        QFETCH(const QByteArray, module);
        QFETCH(const QByteArray, name);
        QVERIFY(!isHarmlessName(module.toStdString(), name.toStdString()));
    }
};

QTEST_APPLESS_MAIN(TestPickleNames)
#include "tst_picklenames.moc"
