using System.Text;
using Isl.Grains.Hosting;

namespace Isl.Tests.Operations;

/// <summary>The runbook's <c>tail -n 100 logs/app.log | grep ERROR</c> reads the newest lines, however often the file rolled.</summary>
public sealed class RunbookLogFileTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("isl-log").FullName;

    private string File => Path.Combine(_folder, "logs", "app.log");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Append_FileFull_NewestLinesStayUnderTheSameName()
    {
        using (var log = Make(limit: 30, kept: 3))
        {
            Write(log, 1, 9);
        }

        Assert.Equal(["line 6", "line 7", "line 8", "line 9"], Lines(File));
        Assert.Equal(["line 1", "line 2", "line 3", "line 4", "line 5"], Lines(Path.Combine(_folder, "logs", "app.1.log")));
    }

    [Fact]
    public void Append_ManyRolls_KeepsThatManyFiles()
    {
        using var log = Make(limit: 10, kept: 3);

        Write(log, 1, 40);

        Assert.Equal(["app.1.log", "app.2.log", "app.log"], Directory.GetFiles(Path.Combine(_folder, "logs")).Select(Path.GetFileName).Order());
        Assert.Contains("line 40", Lines(File));
    }

    [Fact]
    public void Append_TwoWriters_EveryLineIsThere()
    {
        using (var one = Make(limit: 60, kept: 100))
        using (var two = Make(limit: 60, kept: 100))
        {
            for (var i = 0; i < 50; i++)
            {
                Write(one, 2 * i, 2 * i);
                Write(two, 2 * i + 1, 2 * i + 1);
            }
        }

        var lines = Directory.GetFiles(Path.Combine(_folder, "logs")).SelectMany(Lines).ToHashSet();
        Assert.Equal(100, lines.Count);
    }

    [Fact]
    public void Append_FolderCannotBeMade_ThrowsNothing()
    {
        System.IO.File.WriteAllText(Path.Combine(_folder, "logs"), "a file where the folder should be");
        using var log = Make(limit: 60, kept: 3);

        Write(log, 1, 1);

        Assert.False(Directory.Exists(Path.Combine(_folder, "logs")));
    }

    private RollingLogFile Make(long limit, int kept) => new(File, limit, kept);

    private static void Write(RollingLogFile log, int from, int to)
    {
        for (var i = from; i <= to; i++)
        {
            log.Append(Encoding.UTF8.GetBytes($"line {i}\n"));
        }
    }

    private static string[] Lines(string file) => System.IO.File.ReadAllLines(file);
}
