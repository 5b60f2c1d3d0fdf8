using Experiments.Options.Describing;
using Experiments.Studies.Reading;
using Experiments.Studies.Running;

namespace Experiments.Studies.Pages;

/// <summary>The generated part of <c>experiments/README.md</c>: the studies in teaching order, each with its lesson and figure.</summary>
public static class CoursePage
{
    /// <summary>Writes the part into the course's pages in both languages, if the folder has these pages.</summary>
    /// <param name="studies">All studies, in the order of the course.</param>
    public static void Write(string folder, IReadOnlyList<StudyDefinition> studies)
    {
        foreach (var language in Enum.GetValues<Language>())
        {
            var path = Path.Combine(folder, StudyPage.FileName(language));
            if (File.Exists(path))
                MarkedPart.Write(path, "", Part(folder, studies, language));
        }
    }

    internal static string Part(string folder, IReadOnlyList<StudyDefinition> studies, Language language) =>
        string.Join('\n', studies.Select(study => Section(folder, study, language)));

    private static string Section(string folder, StudyDefinition study, Language language)
    {
        var title = study.File.Title.In(language);
        var place = Path.GetRelativePath(folder, study.Folder).Replace('\\', '/');
        return string.Create(CultureInfo.InvariantCulture, $"## {study.File.Order}. [{title}]({place}/{StudyPage.FileName(language)})\n\n")
            + $"{study.File.Lesson.In(language)}\n\n![{title}]({place}/{StudyRunner.FigureName})\n";
    }
}
