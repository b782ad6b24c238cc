namespace Isl.Tests.Support;

/// <summary>A Markdown file: its fenced blocks, its links and its examples.</summary>
internal sealed class Markdown
{
    private readonly List<string> _lines;

    private Markdown(string path, string text)
    {
        Path = path;
        _lines = [.. text.Split('\n')];
    }

    /// <summary>The file's path from the root.</summary>
    public string Path { get; }

    /// <summary>The whole text.</summary>
    public string Text => string.Join('\n', _lines);

    /// <summary>A file of the repository.</summary>
    public static Markdown Read(string path) => new(path, Repository.Read(path));

    /// <summary>A text written in a test.</summary>
    public static Markdown Of(string text) => new("text.md", text);

    /// <summary>All documents of the repository: the README, and what is in docs and deploy.</summary>
    public static List<Markdown> All() =>
    [
        Read("README.md"),
        .. new[] { "docs", "deploy" }
            .SelectMany(folder => Directory.GetFiles(System.IO.Path.Combine(Repository.Root, folder), "*.md", SearchOption.AllDirectories))
            .Select(path => System.IO.Path.GetRelativePath(Repository.Root, path).Replace('\\', '/'))
            .Order(StringComparer.Ordinal)
            .Select(Read),
    ];

    /// <summary>The fenced blocks in order.</summary>
    public List<MarkdownBlock> Blocks()
    {
        var blocks = new List<MarkdownBlock>();
        for (var i = 0; i < _lines.Count; i++)
        {
            if (!_lines[i].StartsWith("```", StringComparison.Ordinal))
            {
                continue;
            }

            var end = _lines.IndexOf("```", i + 1);
            Assert.True(end > 0, $"{Path}({i + 1}): the block has no end.");
            blocks.Add(new(_lines[i][3..], i + 1, string.Join('\n', _lines[(i + 1)..end])));
            i = end;
        }

        return blocks;
    }

    /// <summary>The commands that ask the service, each with the answer printed under it: a block of text, or a picture.</summary>
    public List<MarkdownExample> Examples()
    {
        var blocks = Blocks();
        return
        [
            .. from pair in blocks.Index()
               where pair.Item.Language == "sh" && pair.Item.Text.StartsWith("curl", StringComparison.Ordinal)
               let end = EndOf(pair.Item)
               let next = Enumerable.Range(end + 1, _lines.Count - end - 1).FirstOrDefault(line => _lines[line].Length > 0, -1)
               let answer = blocks.Find(block => block.Line == next + 1)
               select new MarkdownExample(pair.Item, answer, next < 0 || answer is not null ? null : PictureIn(_lines[next])),
        ];
    }

    /// <summary>What is linked or shown from inside the repository, by paths from the file.</summary>
    public IEnumerable<string> Links() =>
        _lines
            .SelectMany(line => line.Split("](").Skip(1))
            .Select(rest => rest[..rest.IndexOf(')', StringComparison.Ordinal)])
            .Where(link => !link.StartsWith("http", StringComparison.Ordinal));

    /// <summary>Puts another text into a block, and writes the file.</summary>
    public void Write(MarkdownBlock block, string text)
    {
        var end = EndOf(block);
        _lines.RemoveRange(block.Line, end - block.Line);
        _lines.InsertRange(block.Line, text.Split('\n'));
        File.WriteAllText(System.IO.Path.Combine(Repository.Root, Path), Text);
    }

    private static string? PictureIn(string line) =>
        line.StartsWith("![", StringComparison.Ordinal) ? line[(line.IndexOf("](", StringComparison.Ordinal) + 2)..^1] : null;

    /// <summary>The index of the line that closes a block.</summary>
    private int EndOf(MarkdownBlock block) => _lines.IndexOf("```", block.Line);
}

/// <summary>A fenced block: its language, the line of its fence counted from 1, and what is between the fences.</summary>
internal sealed record MarkdownBlock(string Language, int Line, string Text);

/// <summary>A command, and the answer printed for it or the path of the picture shown.</summary>
internal sealed record MarkdownExample(MarkdownBlock Command, MarkdownBlock? Answer, string? Picture);
