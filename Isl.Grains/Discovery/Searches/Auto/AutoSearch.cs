using Isl.Grains.Data;
using Isl.Grains.Discovery.Data;
using Isl.Grains.GraphCore;
using Isl.Grains.Interfaces.Discovery;
using Isl.Grains.Interfaces.Errors;
using Isl.Grains.Numerics;

namespace Isl.Grains.Discovery.Searches.Auto;

/// <summary>What <c>auto</c> found, by which algorithm, and why by that one.</summary>
/// <param name="Question">The question with its algorithm settled.</param>
/// <param name="Estimate">What that algorithm found.</param>
/// <param name="Reason">Why it was chosen, with the figures.</param>
/// <param name="NonGaussianity">Median p-value of the tests of normality of GES's residuals; null where it was not run.</param>
/// <param name="CutShort">The time budget kept a candidate from being tried to its end.</param>
internal sealed record AutoChoice(DiscoveryQuestion Question, GraphEstimate Estimate, string Reason, double? NonGaussianity, bool CutShort);

/// <summary><c>auto</c> as a search: runs the candidates that <see cref="AutoSelection"/> weighs.</summary>
/// <remarks>
/// Data of categories go to PC. Otherwise GES first, which costs nothing in n; DirectLiNGAM where the residuals that GES leaves are not
/// normal; PC where both are found wanting. So at most one search more than the slowest of the three, and prior knowledge is kept by each.
/// </remarks>
internal static class AutoSearch
{
    /// <summary>DAGs of GES's class that are compared with DirectLiNGAM's: as many as an answer shows.</summary>
    private const int MostMembers = 6;

    /// <summary>Chooses, and searches.</summary>
    /// <param name="data">The data.</param>
    /// <param name="moments">Their moments.</param>
    /// <param name="question">The question; its sentences are not read.</param>
    /// <param name="constraints">Prior knowledge, kept.</param>
    /// <param name="budget">When spent, it ends with the best it has; when cancelled, it throws.</param>
    /// <exception cref="InputException">A test for categories was asked for, and a column holds none.</exception>
    public static AutoChoice Run(
        Dataset data,
        DatasetMoments moments,
        DiscoveryQuestion question,
        EdgeConstraints constraints,
        WorkBudget budget)
    {
        var input = new SearchInput(data.Variables, moments, data);
        if (question.CiTest is CiTest.ChiSquare or CiTest.GSquare)
        {
            return With(
                question with
                {
                    Algorithm = DiscoveryAlgorithm.Pc,
                },
                "auto chose pc: ci_test asks for a test of categories, and no other algorithm makes one.");
        }

        if (DataKind.Of(data).IsCategorical)
        {
            var test = question.CiTest == CiTest.FisherZ ? "Fisher's z, as ci_test says" : "the G² test";
            return With(
                question with
                {
                    Algorithm = DiscoveryAlgorithm.Pc,
                },
                $"auto chose pc with {test}: every column holds a few whole numbers that repeat, so the data look categorical and linear models do not fit them.");
        }

        var facts = new AutoFacts(data.Rows, data.Columns, null, 0, null, null);
        if (data.Columns > AutoSelection.ScoreColumns)
        {
            var (settled, why) = AutoSelection.Choose(facts);
            return With(question with { Algorithm = settled }, why);
        }

        var score = Search(DiscoveryAlgorithm.Ges);
        if (score.Stop == StopReason.BudgetSpent)
        {
            return new AutoChoice(
                question with
                {
                    Algorithm = DiscoveryAlgorithm.Ges,
                },
                score,
                "auto chose ges: it searches first, and there was no time for another.",
                null,
                CutShort: true);
        }

        var noise = new NoiseScore(data, moments);
        var p = noise.Residuals(score.Edges, budget.Cancellation).Select(residual => residual.PValue).Order().ToArray();
        facts = facts with { ScoreEdges = score.Edges.Count, NonNormal = p.Count(value => value < AutoSelection.Clear) };
        var lingam = AutoSelection.TriesLingam(facts) ? Search(DiscoveryAlgorithm.Lingam) : null;
        var cutShort = lingam?.Stop == StopReason.BudgetSpent;
        if (lingam is not null && !cutShort)
        {
            facts = facts with
            {
                ScoreLikelihood = Members(score, constraints).Max(member => noise.Of(member, budget.Cancellation)),
                LingamLikelihood = noise.Of(lingam.Edges, budget.Cancellation),
            };
        }

        var (algorithm, reason) = AutoSelection.Choose(facts);
        var estimate = algorithm switch
        {
            DiscoveryAlgorithm.Lingam => lingam!, // chosen only where it was compared
            DiscoveryAlgorithm.Ges => score,
            _ => Search(algorithm),
        };
        return new AutoChoice(question with { Algorithm = algorithm }, estimate, reason, p[p.Length / 2], cutShort);

        GraphEstimate Search(DiscoveryAlgorithm algorithm) =>
            GraphSearch.Run(input, question with { Algorithm = algorithm, Knowledge = null }, constraints, factors: null, budget);

        AutoChoice With(DiscoveryQuestion settled, string reason) => new(settled, Search(settled.Algorithm), reason, null, CutShort: false);
    }

    private static IEnumerable<DirectedEdges> Members(GraphEstimate score, EdgeConstraints constraints) =>
        (score.Class?.Members(MostMembers, constraints).Where(member => !member.SameAs(score.Edges)).Take(MostMembers - 1) ?? []).Prepend(
            score.Edges);
}
