#pragma once

#include <functional>

#include <QStringList>

class QWidget;

namespace widgets {

/// The file dialogs of the program; a test answers in advance instead.
class FileChooser
{
public:
    enum class Kind { OpenFile, OpenFiles, OpenFolder, SaveFile };

    struct Question
    {
        Kind kind = Kind::OpenFile;
        QString title;
        QString filter;        ///< as of QFileDialog, "Studies (*.dissensus)"
        QString defaultSuffix; ///< for SaveFile
        QString start;         ///< folder or file; empty: where the last dialog was
    };

    /// Asks; an empty list when the dialog was cancelled.
    static QStringList ask(QWidget *parent, const Question &question);

    using Answer = std::function<QStringList(const Question &)>;
    /// Replaces the dialogs in tests; an empty function restores them.
    static void answerWith(Answer answer);
};

/// "Studies (*.dissensus)", translated.
QString studyFilter();

} // namespace widgets
