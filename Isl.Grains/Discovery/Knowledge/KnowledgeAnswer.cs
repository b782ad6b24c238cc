using System.Collections.Immutable;
using Isl.Grains.GraphCore;
using Isl.Grains.Interfaces;
using Isl.Grains.Interfaces.Discovery;
using Isl.Grains.Interfaces.Errors;
using Isl.Grains.Words;
using Isl.Grains.Words.Discovery;

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
        KnowledgeResolution.Resolve(reading, constraints, KnowledgeResolution.TextPath);
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
                new DagMetadata(Algorithm, null, null, GraphLabels.Sentences)),
            Cpdag = null,
            EdgesDetail = details,
            Confidence = confidence,
            AlgorithmUsed = Algorithm,
            AlternativeDags = [],
            Diagnostics = NoSearch(variables.Length),
            Knowledge = reading.ToReport(null, []),
            DatasetHash = null,
            Seed = 0,
            Explanation = new Explanation(
                new SentencesSummary([.. details.Select(edge => $"{edge.From} -> {edge.To}")], variables.Length).Text,
                Wording.Paragraph(ReadingCaveats.Counts(reading).Text, new ReadingConfidence(Ceiling).Text),
                new ReadingBasis().Text,
                [Assumption.SentencesAreTrue.Text, Assumption.SilenceMeansNone.Text],
                [.. ReadingCaveats.Of(reading).Texts()],
                confidence),
        };
    }

    /// <summary>Diagnostics of an answer that rests on no search.</summary>
    private static DiscoveryDiagnostics NoSearch(int variables) => new(
        Iterations: 0,
        Objective: null,
        H: null,
        Converged: true,
        StopReason.Converged,
        SecondsBudget: 0,
        Varsortability: null,
        Bic: null,
        N: 0,
        D: variables,
        Scaling: null,
        ConditionNumber: null,
        Score: null,
        CiTest: null,
        CiTests: null,
        PNearestAlpha: null,
        NonGaussianity: null,
        CausalOrder: null,
        BootstrapRequested: 0,
        BootstrapDone: 0);

    /// <summary>0..1, from how much of the text was read and how well it agrees with itself.</summary>
    internal static double Confidence(KnowledgeReading reading)
    {
        var statements = reading.Stated.Count + reading.Denied.Count;
        if (statements == 0)
        {
            return 0;
        }

        var sound = reading.Kept.Concat(reading.Denied).Sum(edge => edge.Certainty);
        return Ceiling * reading.SentencesRead / reading.Sentences.Length * sound / statements;
    }

    private static EdgeDetail Detail(KnowledgeReading reading, int from, int to)
    {
        var stated = reading.Kept.Find(edge => edge.From == from && edge.To == to);
        return new EdgeDetail(
            reading.Variables[from],
            reading.Variables[to],
            Weight: null,
            Confidence: stated is null ? null : Math.Round(Ceiling * stated.Certainty, 3),
            Source: stated is null ? "required" : "knowledge",
            Sentence: stated is null ? null : reading.Sentences[stated.Sentence],
            Sign: stated is null ? null : KnowledgeReading.SignName(stated.Sign));
    }
}
