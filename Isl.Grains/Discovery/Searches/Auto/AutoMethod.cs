using Isl.Grains.Discovery.Data;
using Isl.Grains.Discovery.Searches.Estimates;
using Isl.Grains.GraphCore;
using Isl.Grains.Interfaces.Discovery;
using Isl.Grains.Interfaces.Errors;
using Isl.Grains.Numerics;
using Isl.Grains.Words;
using Isl.Grains.Words.Discovery;

namespace Isl.Grains.Discovery.Searches.Auto;

/// <summary><c>auto</c> as a search: runs the candidates that <see cref="AutoSelection"/> weighs.</summary>
/// <remarks>
/// Data of categories go to PC. Otherwise GES first, which costs nothing in n; DirectLiNGAM where the residuals that GES leaves are not
/// normal; PC where both are found wanting. So at most one search more than the slowest of the three, and prior knowledge is kept by each.
/// </remarks>
internal static class AutoMethod
{
    /// <summary>DAGs of GES's class that are compared with DirectLiNGAM's: as many as an answer shows.</summary>
    private const int MostMembers = 6;

    /// <summary>Chooses, and searches.</summary>
    /// <param name="methods">The row of each algorithm: the table holds this one too, so it is not named here.</param>
    /// <param name="input">The data.</param>
    /// <param name="question">The question; its sentences are not read.</param>
    /// <param name="constraints">Prior knowledge, kept.</param>
    /// <param name="budget">When spent, it ends with the best it has; when cancelled, it throws.</param>
    /// <returns>What the chosen algorithm found, with the reason for the choice.</returns>
    /// <exception cref="InputException">A test for categories was asked for, and a column holds none.</exception>
    public static GraphEstimate Run(
        Func<DiscoveryAlgorithm, SearchMethod> methods,
        SearchInput input,
        DiscoveryQuestion question,
        EdgeConstraints constraints,
        WorkBudget budget)
    {
        var data = input.Data ?? throw new ArgumentException("The choice needs the data, not their moments.", nameof(input));
        if (question.CiTest is CiTest.ChiSquare or CiTest.GSquare or CiTest.Mixed)
        {
            return Chosen(DiscoveryAlgorithm.Pc, new AutoTestAsked());
        }

        if (DataKind.Of(data).IsCategorical)
        {
            return Chosen(DiscoveryAlgorithm.Pc, new AutoCategories(question.CiTest == CiTest.FisherZ));
        }

        if (data.Columns > AutoSelection.ScoreColumns)
        {
            var (settled, why) = AutoSelection.Choose(new AutoFacts(data.Rows, data.Columns, null, 0, null, null));
            return Chosen(settled, why);
        }

        var score = Search(DiscoveryAlgorithm.Ges);
        if (score.Stop == StopReason.BudgetSpent)
        {
            return score with { Choice = new AutoNoTime() };
        }

        var noise = new NoiseScore(data, input.Moments);
        var p = noise.Residuals(score.Edges, budget.Cancellation).Select(residual => residual.PValue).Order().ToArray();
        var facts = new AutoFacts(data.Rows, data.Columns, score.Edges.Count, p.Count(value => value < AutoSelection.Clear), null, null);
        var lingam = AutoSelection.TriesLingam(facts) ? Search(DiscoveryAlgorithm.Lingam) : null;
        var lacksLingam = lingam?.Stop == StopReason.BudgetSpent;
        if (lingam is not null && !lacksLingam)
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
        return estimate with
        {
            Choice = reason,
            NonGaussianity = estimate.NonGaussianity ?? p[p.Length / 2],
            LacksCandidate = lacksLingam,
        };

        // The choice compares likelihoods of linear models, so the graph it begins with is one of them unless another score was asked for.
        ScoreKind Score() => question.Score == ScoreKind.Auto ? ScoreKind.Gaussian : question.Score;

        GraphEstimate Search(DiscoveryAlgorithm chosen) =>
            methods(chosen).Run(input, question with { Algorithm = chosen, Knowledge = null, Score = Score() }, constraints, null, budget);

        GraphEstimate Chosen(DiscoveryAlgorithm chosen, Finding why) => Search(chosen) with { Choice = why };
    }

    private static IEnumerable<DirectedEdges> Members(GraphEstimate score, EdgeConstraints constraints) =>
        (score.Class?.Members(MostMembers, constraints).Where(member => !member.SameAs(score.Edges)).Take(MostMembers - 1) ?? []).Prepend(
            score.Edges);
}
