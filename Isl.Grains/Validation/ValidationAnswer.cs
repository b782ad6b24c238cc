using System.Collections.Immutable;
using Isl.Grains.Interfaces;
using Isl.Grains.Interfaces.Discovery;
using Isl.Grains.Interfaces.Errors;
using Isl.Grains.Interfaces.Graphs;
using Isl.Grains.Interfaces.Models;
using Isl.Grains.Interfaces.Validation;
using Isl.Grains.Models;
using Isl.Grains.Numerics;
using Isl.Grains.Words;
using Isl.Grains.Words.Validation;

namespace Isl.Grains.Validation;

/// <summary>Answers how good a causal graph is, by itself, against equations and against data.</summary>
public static class ValidationAnswer
{
    private const string ModelPath = "/structural_model";
    private const double CapUntested = 75;
    private const double CapFailed = 69;
    private const double Excellent = 85;
    private const double Good = 70;
    private const double Acceptable = 50;

    /// <summary>Answers a question.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="model">Equations; null where none were sent.</param>
    /// <param name="data">Rows; null where none were sent.</param>
    /// <param name="question">The question.</param>
    /// <param name="budget">When spent, it ends with the best it has; when cancelled, it throws.</param>
    /// <exception cref="InputException">A formula cannot be read.</exception>
    public static ValidationResult Compute(
        CausalGraph graph, StructuralModel? model, Dataset? data, ValidationQuestion question, WorkBudget budget)
    {
        var compiled = model is null ? null : ModelPlace.At(ModelPath, () => CompiledModel.Compile(model, default, budget.Cancellation));
        var facts = new GraphFacts(graph, compiled, question, budget);
        var tested = data is null || question.Level == ValidationLevel.Basic ? null : new DataFacts(facts, data, budget);
        var (structural, statistical, domain) = (
            StructuralChecks.Of(facts, compiled is not null), StatisticalChecks.Of(facts, tested, data is not null), DomainChecks.Of(facts));
        CheckList[] all = [structural, statistical, domain];
        var (count, failed) = (all.Sum(list => list.Count), all.Sum(list => list.Failed));
        var share = 100 * all.Sum(list => list.Points) / count;
        var isTested = tested is { } one && one.Untested < one.Tests.Count;
        var score = Math.Round(Math.Min(share, failed > 0 ? CapFailed : isTested ? 100 : CapUntested), 1);
        var quality = QualityOf(score);
        var confidence = Math.Round(isTested ? 1 - ((double)tested!.Untested / Math.Max(1, tested.Tests.Count)) : 0.5, 3);
        var summary = new GraphQuality(quality, score, failed, all.Sum(list => list.Warned), isTested);
        return new ValidationResult
        {
            Completion = Completion.Whole,
            OverallQuality = quality,
            QualityScore = WireNumber.Round(score),
            ValidationResults = new ValidationSections(structural.Section, statistical.Section, domain.Section),
            Suggestions = [.. GraphSuggestions.Of(facts, tested)],
            BestPractices = [.. Practices.Of(facts, tested)],
            Permutation = tested?.Permutation,
            UndirectedEdges = facts.Undirected?.Select(edge => ImmutableArray.Create(edge.From, edge.To)).ToImmutableArray(),
            DagHash = DagHash.Of(graph).Value,
            Explanation = new Explanation(
                summary.Text,
                Wording.Paragraph(
                    new ScoreIsMadeOf(count, CapFailed, CapUntested).Text,
                    new ValidationConfidence(confidence, isTested, tested?.Untested ?? 0, tested?.Tests.Count ?? 0).Text),
                new ValidationBasis(tested?.Permutation is not null).Text,
                tested is null ? [] : [new RowsAreIndependent().Text, new LinearTests().Text],
                [.. Caveats(facts).Texts()],
                confidence),
        };
    }

    private static string QualityOf(double score) => score switch
    {
        >= Excellent => "excellent",
        >= Good => "good",
        >= Acceptable => "acceptable",
        _ => "poor",
    };

    private static IEnumerable<Finding> Caveats(GraphFacts facts)
    {
        if (facts.Question.Unused.Length > 0)
        {
            yield return new ContextUnused(facts.Question.Unused);
        }

        foreach (var alike in NamesLookAlike.Among(facts.Graph.Nodes))
        {
            yield return alike;
        }
    }
}
