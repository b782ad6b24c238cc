using Isl.Grains.Interfaces.Validation;
using Isl.Grains.Words;
using Isl.Grains.Words.Validation;

namespace Isl.Grains.Validation;

/// <summary>Changes that would make a graph better, each with what it rests on.</summary>
internal static class GraphSuggestions
{
    private const int Most = 20;
    private const double Level = 0.05;

    /// <summary>The changes: first what was sent demands, then what rows suggest.</summary>
    public static IEnumerable<GraphSuggestion> Of(GraphFacts facts, DataFacts? tested) =>
        FromContext(facts).Concat(FromData(facts, tested)).DistinctBy(one => (one.Type, one.Description)).Take(Most);

    private static IEnumerable<GraphSuggestion> FromContext(GraphFacts facts)
    {
        foreach (var edge in facts.Question.Required.Except(facts.Edges))
        {
            yield return Make("add_edge", new AddEdge(edge), new EdgeIsKnown(), 1, new GraphFollows());
        }

        foreach (var edge in facts.Question.Forbidden.Intersect(facts.Edges))
        {
            yield return Make("remove_edge", new RemoveEdge(edge), new EdgeIsKnownNotToBe(), 1, new GraphFollows());
        }

        foreach (var edge in facts.AgainstTime())
        {
            yield return Make("remove_edge", new RemoveEdge(edge), new CauseComesLater(edge), 1, new GraphFollows());
        }

        foreach (var edge in facts.OnlyInEquations)
        {
            yield return Make("add_edge", new AddEdge(edge), new EquationUses(edge), 1, new GraphFollowsEquations());
        }

        foreach (var edge in facts.OnlyInGraph)
        {
            yield return Make("remove_edge", new RemoveEdge(edge), new EquationUsesNot(edge), 1, new GraphFollowsEquations());
        }

        foreach (var pair in facts.WorthMeasuring)
        {
            yield return Make(
                "add_node",
                new MeasureCommonCause(pair),
                new EffectIsBlocked(facts.Question.Treatment!, facts.Question.Outcome!),
                1,
                new EffectWouldFollow(facts.Question.Treatment!, facts.Question.Outcome!));
        }

        if (facts.Isolated.Length > 0)
        {
            yield return Make("restructure", new ConnectOrRemove(facts.Isolated), new NodesAlone(facts.Isolated), 1, new NothingElseChanges());
        }
    }

    private static IEnumerable<GraphSuggestion> FromData(GraphFacts facts, DataFacts? tested)
    {
        if (tested is null)
        {
            yield break;
        }

        foreach (var one in tested.Additions)
        {
            yield return Make(
                "add_edge",
                new AddEdge(one.Edge),
                new IndependenceContradicted(one.Edge, one.PValue),
                one.Probability,
                new ContradictionsLeft(one.Left, tested.Contradicted));
        }

        foreach (var one in tested.Unsupported.OrderBy(one => one.Probability))
        {
            yield return Make(
                "remove_edge", new RemoveEdge(one.Edge), new DependenceNotSeen(one.Edge, one.PValue), 1 - one.Probability, new FitsAsWell());
        }

        if (tested.Permutation is { EquivalentShare: <= Level, PValue: > Level } figures)
        {
            yield return Make(
                "restructure", new RethinkTheGraph(), new BetterThanShuffled(figures, IsInformative: true), figures.PValue, new DiscoverInstead());
        }
    }

    private static GraphSuggestion Make(string type, Finding description, Finding rationale, double confidence, Finding impact) =>
        new(type, description.Text, rationale.Text, Numerics.WireNumber.Round(confidence), impact.Text);
}
