#include "core/trials/helperprocess.h"

#include <csignal>
#include <thread>

#include <sys/socket.h>
#include <unistd.h>

#include <QElapsedTimer>
#include <QTest>

#include "tests/support/coreimage.h"

using trials::HelperProcess;
using trials::HelperSocket;

namespace {

QString s(const char *text)
{
    return QString::fromUtf8(text);
}

/// Both ends of a socket.
struct Ends
{
    Ends()
    {
        int descriptors[2];
        if (::socketpair(AF_UNIX, SOCK_STREAM, 0, descriptors) != 0)
            qFatal("no socket");
        one = std::make_unique<HelperSocket>(descriptors[0]);
        other = std::make_unique<HelperSocket>(descriptors[1]);
    }
    std::unique_ptr<HelperSocket> one;
    std::unique_ptr<HelperSocket> other;
};

} // namespace

class TestHelperProcess : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void messagesArriveWhole();
    void theEndIsNoMessage();
    void anInsensibleLengthIsNoMessage();
    void writingToNobodyIsNoSignal();
    void aProgramThatIsNotThere();
    void talksToItsProgram();
    void endsWithTheObject();
    void outputsGoNowhere();
};

void TestHelperProcess::messagesArriveWhole()
{
    const Ends ends;
    // More than a socket holds: it arrives in pieces, while the other end still writes.
    const QByteArrayList messages{"", "one", QByteArray("\0\n\xff", 3), QByteArray(5000000, 'x')};
    std::jthread writer([&] {
        for (const QByteArray &message : messages)
            ends.one->write(message);
    });
    for (const QByteArray &message : messages) {
        QByteArray read = "from before";
        QVERIFY(ends.other->read(&read));
        QVERIFY(read == message);
    }
}

void TestHelperProcess::theEndIsNoMessage()
{
    for (const QByteArray &begun : {QByteArray(), QByteArray("\x05\0", 2), QByteArray("\x05\0\0\0ab", 6)}) {
        const Ends ends;
        QVERIFY(ends.one->writeRaw(begun.constData(), begun.size()));
        ends.one->close();
        QByteArray message;
        QVERIFY(!ends.other->read(&message));
    }
}

void TestHelperProcess::anInsensibleLengthIsNoMessage()
{
    const Ends ends;
    const quint32 length = 0xffffffff;
    QVERIFY(ends.one->writeRaw(&length, sizeof length));
    QByteArray message;
    QVERIFY(!ends.other->read(&message)); // at once: the rest never comes
    QVERIFY(message.isEmpty());
}

void TestHelperProcess::writingToNobodyIsNoSignal()
{
    const Ends ends;
    ends.other->close();
    QVERIFY(!ends.one->write("hello"));
    ends.one->close();
    QVERIFY(!ends.one->write("hello"));
}

void TestHelperProcess::aProgramThatIsNotThere()
{
    QVERIFY(!HelperProcess::start({}));
    QVERIFY(!HelperProcess::start({s("/nowhere/at/all")}));
}

/// `cat` whose output is its input's other direction.
void TestHelperProcess::talksToItsProgram()
{
    const auto helper = HelperProcess::start({s("/bin/sh"), s("-c"), s("exec cat <&0 >&0")});
    QVERIFY(helper);
    for (const QByteArray &message : {QByteArray("one"), QByteArray("two\nlines"), QByteArray(100000, 'y')}) {
        QVERIFY(helper->socket().write(message));
        QByteArray echo;
        QVERIFY(helper->socket().read(&echo));
        QVERIFY(echo == message);
    }
}

void TestHelperProcess::endsWithTheObject()
{
    const auto before = support::childProcesses(::getpid());
    auto helper = HelperProcess::start({s("/bin/cat")});
    QVERIFY(helper);
    const auto now = support::childProcesses(::getpid());
    QCOMPARE(now.size(), before.size() + 1);
    QVERIFY(::getpgid(now.constLast()) != ::getpgrp()); // Ctrl+C is for this program alone
    helper.reset();
    QCOMPARE(support::childProcesses(::getpid()).size(), before.size());

    helper = HelperProcess::start({s("/bin/cat")});
    ::kill(support::childProcesses(::getpid()).constLast(), SIGKILL);
    QByteArray message;
    QVERIFY(!helper->socket().read(&message));
}

/// What a library prints there must not be read by the annotator.
void TestHelperProcess::outputsGoNowhere()
{
    const auto helper = HelperProcess::start(
        {s("/bin/sh"), s("-c"),
         s("printf '%s %s' \"$(readlink /proc/$$/fd/1)\" \"$(readlink /proc/$$/fd/2)\" >&0; exec cat")});
    QVERIFY(helper);
    const QByteArray expected = "/dev/null /dev/null";
    QByteArray told(expected.size(), ' ');
    QVERIFY(helper->socket().readRaw(told.data(), told.size()));
    QCOMPARE(told, expected);
}

QTEST_GUILESS_MAIN(TestHelperProcess)
#include "tst_helperprocess.moc"
