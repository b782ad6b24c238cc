using System.Collections.Immutable;
using Isl.Grains.Discovery.Knowledge;
using Isl.Grains.GraphCore;

namespace Isl.Tests.Golden;

/// <summary>A text, and the edges that a careful reader finds in it.</summary>
/// <param name="Variables">Names of the variables.</param>
/// <param name="Text">One sentence, or two or three.</param>
/// <param name="Stated">Edges that it states, as "cause&gt;effect".</param>
/// <param name="Denied">Some that it rules out.</param>
public sealed record ReadSentence(ImmutableArray<string> Variables, string Text, ImmutableHashSet<string> Stated, ImmutableHashSet<string> Denied)
{
    /// <summary>Edges that the engine finds in a text, contradictions settled.</summary>
    public static (ImmutableHashSet<string> Stated, ImmutableHashSet<string> Denied) Read(string text, ImmutableArray<string> variables)
    {
        var reading = KnowledgeReader.Read(text, variables);
        KnowledgeResolution.Resolve(reading, EdgeConstraints.None(variables.Length), "/t");
        return ([.. reading.Kept.Select(Name)], [.. reading.Denied.Select(Name)]);

        string Name(ReadEdge edge) => $"{variables[edge.From]}>{variables[edge.To]}";
    }
}

/// <summary>Sentences with the edges that are right.</summary>
internal static class SentenceFile
{
    /// <summary>Those of a file: "@" before the variables, "=&gt;&gt;" before the edges.</summary>
    public static IReadOnlyList<ReadSentence> Of(string name)
    {
        var sentences = new List<ReadSentence>();
        var variables = ImmutableArray<string>.Empty;
        foreach (var line in File.ReadLines(GoldenCases.PathOf("knowledge", $"{name}.txt")).Where(line => line.Length > 0 && line[0] != '#'))
        {
            if (line[0] == '@')
            {
                variables = [.. line[1..].Split('|')];
                continue;
            }

            var at = line.LastIndexOf("=>>", StringComparison.Ordinal);
            var edges = line[(at + 3)..].Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
            sentences.Add(new ReadSentence(
                variables,
                line[..at].Trim().Replace("\\n", "\n", StringComparison.Ordinal),
                [.. edges.Where(edge => edge[0] != '!')],
                [.. edges.Where(edge => edge[0] == '!').Select(edge => edge[1..])]));
        }

        return sentences;
    }
}
