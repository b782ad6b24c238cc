using System.Collections.Immutable;
using Isl.Grains.GraphCore;
using Isl.Grains.Interfaces;
using Isl.Grains.Interfaces.Graphs;
using Isl.Grains.Interfaces.Identification;

namespace Isl.Grains.Identification;

/// <summary>Puts an answer about paths into words.</summary>
internal static class PathsExplanation
{
    private const int DigitsInWords = 15;

    /// <summary>The explanation of an answer.</summary>
    public static Explanation Of(
        CausalGraph graph,
        PathsQuestion question,
        PathCounts counts,
        bool truncated,
        string? openPath,
        string? causalPathCount,
        string? degradedReason)
    {
        var (from, to, given) = (
            string.Join(" and ", question.Treatments),
            string.Join(" and ", question.Outcomes),
            NodeSets.InWords(question.Given));
        var listed = counts.Causal + counts.Backdoor + counts.Noncausal;
        var caveats = ImmutableArray.CreateBuilder<string>();
        if (degradedReason is not null)
        {
            caveats.Add($"A simpler method answered, because {degradedReason}.");
        }

        if (truncated)
        {
            caveats.Add(
                $"The list is not complete: it ends after {listed} paths, short ones first; d_separated and open_path speak of all paths, and causal_path_count of all causal ones.");
        }

        if (graph.Latent.Length > 0)
        {
            caveats.Add(
                $"{graph.Latent.Length} of the {graph.Nodes.Length} nodes are latent; paths run through them, but nothing can be done about a path by conditioning on one.");
        }

        return new Explanation(
            (openPath, listed) switch
            {
                (null, 0) when !truncated => $"{from} and {to} are separated: there is no path between them.",
                (null, _) => $"Given {given}, {from} and {to} are separated: every path between them is blocked.",
                (_, 0) => $"Given {given}, {from} and {to} are connected: {openPath} is open.",
                _ =>
                    $"Given {given}, {from} and {to} are connected: {counts.Open} of the {listed}{(truncated ? " listed" : "")} paths between them {(counts.Open == 1 ? "is" : "are")} open, such as {openPath}.",
            },
            $"Listed are {counts.Causal} causal, {counts.Backdoor} back-door (first edge into {from}) and {counts.Noncausal} of the other kind, which leave {from} and turn back later; "
                + $"causal paths in all: {InWords(causalPathCount)}. A path is blocked by a non-collider in {given}, and by a collider unless it or what it affects is in {given}.",
            "Simple paths by best-first search over beginnings that can be completed (Hart, Nilsson & Raphael 1968; Lawler 1972); blocking as in Pearl (2009, definition 1.2.3), bidirected edges as in "
                + "Richardson (2003); separation of all paths by reachability (Shachter 1998). Every statement is exact, hence the confidence of 1.",
            ["The graph is right: separation in it implies independence in the data (causal Markov condition)."],
            caveats.ToImmutable(),
            1);
    }

    private static string InWords(string? count) => count switch
    {
        null => "more than 10^1000",
        { Length: > DigitsInWords } => $"about {count[0]}.{count[1]} × 10^{count.Length - 1}",
        _ => count,
    };
}
