using System.Collections.Immutable;
using Isl.Grains.GraphCore;
using Isl.Grains.Interfaces;
using Isl.Grains.Interfaces.Discovery;
using Isl.Grains.Interfaces.Errors;

namespace Isl.Grains.Discovery.Knowledge;

/// <summary>Answers from sentences alone.</summary>
public static class KnowledgeAnswer
{
    /// <summary>Most that sentences may claim: nothing checks them.</summary>
    private const double Ceiling = 0.8;

    private const string Algorithm = "knowledge";

    /// <summary>The graph that sentences and prior knowledge describe.</summary>
    /// <exception cref="InputException">Prior knowledge contradicts itself or the sentences.</exception>
    public static DiscoveryResult Compute(KnowledgeQuestion question)
    {
        var variables = question.Variables;
        var constraints = PriorConstraints.Resolve(question.Prior, variables);
        var reading = KnowledgeReader.Read(question.Text, variables);
        KnowledgeResolution.Resolve(reading, constraints, DiscoveryAnswer.TextPath);
        var edges = DirectedEdges.Of(variables.Length, reading.Kept.Select(edge => (edge.From, edge.To)));
        for (var i = 0; i < variables.Length; i++)
        {
            for (var j = 0; j < variables.Length; j++)
            {
                edges[i, j] |= constraints.IsRequired(i, j);
            }
        }

        var details = edges.All().Select(edge => Detail(reading, edge.From, edge.To)).ToImmutableArray();
        var confidence = Math.Round(Confidence(reading), 3);
        return new DiscoveryResult
        {
            Completion = Completion.Whole,
            Dag = new DiscoveredDag(
                variables,
                [.. details.Select(edge => ImmutableArray.Create(edge.From, edge.To))],
                new DagMetadata(Algorithm, null, null, "the sentences' graph")),
            Cpdag = null,
            EdgesDetail = details,
            Confidence = confidence,
            AlgorithmUsed = Algorithm,
            AlternativeDags = [],
            Diagnostics = new DiscoveryDiagnostics(
                0,
                null,
                null,
                true,
                StopReason.Converged,
                0,
                null,
                null,
                0,
                variables.Length,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                0,
                0),
            Knowledge = reading.ToReport(null, []),
            DatasetHash = null,
            Seed = 0,
            Explanation = new Explanation(
                details.Length == 0
                    ? $"No edge among the {variables.Length} variables could be read in the text."
                    : $"The text describes {DiscoveryWords.Count(details.Length, "edge")} among {variables.Length} variables: {string.Join(", ", details.Take(8).Select(edge => $"{edge.From} -> {edge.To}"))}{(details.Length > 8 ? ", …" : "")}.",
                $"{DiscoveryWords.Reading(reading)} Confidence is {Ceiling} times the share of sentences read, times the share of stated edges that contradict no other statement; one stated as a possibility counts half.",
                "A fixed grammar of English cause-and-effect sentences; nothing is guessed, and what it does not cover is listed as unread. No data were used.",
                ["The sentences are true.", "Variables that no sentence connects do not affect each other directly."],
                [.. DiscoveryWords.ReadingCaveats(reading)],
                confidence),
        };
    }

    /// <summary>0..1, from how much of the text was read and how well it agrees with itself.</summary>
    internal static double Confidence(KnowledgeReading reading)
    {
        var statements = reading.Stated.Count + reading.Denied.Count;
        if (statements == 0)
        {
            return 0;
        }

        var sound = reading.Kept.Concat(reading.Denied).Sum(edge => edge.Hedged ? 0.5 : 1);
        return Ceiling * reading.SentencesRead / reading.Sentences.Length * sound / statements;
    }

    private static EdgeDetail Detail(KnowledgeReading reading, int from, int to)
    {
        var stated = reading.Kept.Find(edge => edge.From == from && edge.To == to);
        return new EdgeDetail(
            reading.Variables[from],
            reading.Variables[to],
            Weight: null,
            Source: stated is null ? "required" : "knowledge",
            Sentence: stated is null ? null : reading.Sentences[stated.Sentence],
            Sign: stated is null ? null : KnowledgeReading.SignName(stated.Sign));
    }
}
