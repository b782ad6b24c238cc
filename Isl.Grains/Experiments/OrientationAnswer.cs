using Isl.Grains.GraphCore;
using Isl.Grains.Interfaces;
using Isl.Grains.Interfaces.Errors;
using Isl.Grains.Interfaces.Experiments;
using Isl.Grains.Interfaces.Graphs;
using Isl.Grains.Numerics;
using Isl.Grains.Words;
using Isl.Grains.Words.Experiments;

namespace Isl.Grains.Experiments;

/// <summary>Answers which experiment settles most of the directions that a graph leaves open.</summary>
/// <remarks>
/// Source: Hauser and Bühlmann (2014), Two optimal strategies for active learning of causal models from interventional data: setting a variable
/// directs its own edges, and those that follow by Meek's rules. Every DAG of the class is taken as equally likely, so that the information of an
/// experiment is the entropy of what it can show.
/// </remarks>
public static class OrientationAnswer
{
    private const int MostMembers = 2000;
    private const int MostRanked = 10;

    /// <summary>Answers a question.</summary>
    /// <param name="graph">A graph with open edges.</param>
    /// <param name="question">The question.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <exception cref="InputException">No DAG agrees with the graph.</exception>
    public static ExperimentResult Compute(CausalGraph graph, OrientationQuestion question, CancellationToken cancellation)
    {
        var open = ClassOf(graph);
        var first = ConsistentExtensions.Find(open) ?? throw new InputException(
            "/dag", "No directed graph agrees with this one without a cycle or a new collider; correct its directions.");
        List<DirectedEdges> members = [first, .. ConsistentExtensions.Further(open, MostMembers)];
        var count = open.Undirected.Count();
        var scored = question.Feasible
            .Select(range => Score(range.Variable, graph.IndexOf(range.Variable), CostOf(question, range.Variable), open, members, cancellation))
            .Where(one => one.Cost <= question.Budget)
            .OrderByDescending(one => one.Expected)
            .ThenByDescending(one => one.Least)
            .ThenByDescending(one => one.Nats)
            .ThenBy(one => one.Variable, StringComparer.Ordinal)
            .ToList();
        var best = scored.FirstOrDefault();
        var stop = best is null || best.Expected == 0;
        Finding why = best is null ? new NothingAffordable(question.Budget, question.Horizon)
            : new DirectsEdges(best.Variable, best.Expected, best.Least, count);
        return new ExperimentResult
        {
            Completion = Completion.Whole,
            Recommendation = new ExperimentAdvice(
                best is null ? WireNumber.Map([]) : Setting(question, best.Variable),
                WireNumber.Map([]),
                best is null ? 0 : WireNumber.Round(-double.ExpM1(-best.Nats)),
                best is null ? 0 : WireNumber.Round(best.Cost),
                why.Text,
                stop ? 0 : 1),
            InformationGainNats = WireNumber.Round(best?.Nats ?? 0),
            InformationBounds = new InformationBounds(WireNumber.Round(best?.Nats ?? 0), WireNumber.Round(best?.Nats ?? 0)),
            KnowledgeGradient = WireNumber.Round(best?.Expected ?? 0),
            Ranking =
            [
                .. scored.Take(MostRanked).Select((one, i) => new RankedExperiment(
                    i + 1, Setting(question, one.Variable), 0, WireNumber.Round(one.Nats), WireNumber.Round(one.Expected),
                    WireNumber.Round(one.Expected), WireNumber.Round(one.Cost))),
            ],
            Posterior = [],
            RemainingBudget = WireNumber.Round(question.Budget),
            Stop = stop,
            Pomis = null,
            AssumedValues = WireNumber.Map([]),
            Seed = 0,
            Explanation = new Explanation(
                why.Text,
                new ClassLookedAt(members.Count, count, scored.Count).Text,
                new OrientationBasis().Text,
                [new ClassIsRight().Text],
                members.Count > MostMembers ? [new ClassIsLarger(MostMembers).Text] : [],
                1),
        };
    }

    private static Cpdag ClassOf(CausalGraph graph)
    {
        var open = new Cpdag(graph.Nodes.Length);
        foreach (var edge in graph.Undirected)
        {
            open.Join(edge.From, edge.To);
        }

        foreach (var edge in graph.Edges)
        {
            open.Join(edge.From, edge.To);
            open.Orient(edge.From, edge.To);
        }

        MeekRules.Close(open, constraints: null, fourth: true);
        return open;
    }

    private static IReadOnlyDictionary<string, double> Setting(OrientationQuestion question, string variable) =>
        WireNumber.Map([(variable, question.Feasible.First(range => range.Variable == variable).High ?? 0)]);

    private static double CostOf(OrientationQuestion question, string variable) =>
        question.Costs.FirstOrDefault(cost => cost.Variable == variable) is { Variable: not null } own ? own.Value : 1;

    private static Scored Score(
        string variable, int node, double cost, Cpdag open, List<DirectedEdges> members, CancellationToken cancellation)
    {
        var (neighbours, before) = (open.UndirectedNeighbours(node), open.Undirected.Count());
        var (expected, least, nats) = (0.0, before, 0.0);
        foreach (var group in members.GroupBy(dag => string.Concat(neighbours.Select(other => dag[node, other] ? '>' : '<'))))
        {
            cancellation.ThrowIfCancellationRequested();
            var (dag, after, share) = (group.First(), open.Copy(), (double)group.Count() / members.Count);
            foreach (var other in neighbours)
            {
                after.Orient(dag[node, other] ? node : other, dag[node, other] ? other : node);
            }

            MeekRules.Close(after, constraints: null, fourth: true);
            var directed = before - after.Undirected.Count();
            (expected, least, nats) = (expected + (share * directed), Math.Min(least, directed), nats - (share * Math.Log(share)));
        }

        return new Scored(variable, cost, expected, least, nats);
    }

    private sealed record Scored(string Variable, double Cost, double Expected, int Least, double Nats);
}
