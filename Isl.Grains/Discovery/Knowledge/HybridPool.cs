using Isl.Grains.GraphCore;

namespace Isl.Grains.Discovery.Knowledge;

/// <summary>Weighs the shares of resamples that hold an edge against what sentences say about it.</summary>
/// <remarks>
/// A linear opinion pool (Stone 1961) over bootstrap shares (Friedman, Goldszmidt &amp; Wyner 1999), with data weight w: belief is w times the
/// share of resamples plus 1 − w times what the sentences say, which is 1 for a stated edge, 0 for one they rule out, and ½ where they are
/// silent, so that silence changes nothing. Whether a pair is joined is decided first (belief above one half), then which way (an edge of
/// open direction counts half either way; a tie follows the sentence, or else the columns): so an open edge is no weaker, and a sentence settles its
/// direction. A pair that is joined and that a sentence states stays joined, whichever way.
/// The surest edges enter first (belief that there is one, plus the margin of its direction), and none closes a cycle. With w = 0 the stated edges
/// alone are left.
/// </remarks>
internal static class HybridPool
{
    private const double Enough = 0.5;
    private const double Stated = 1;
    private const double Silent = 0.5;
    private const double Denied = 0;
    private const double Slack = 1e-12;

    /// <summary>The graph of the pooled beliefs.</summary>
    /// <param name="shares">Row-major d×d, 0..1: share of resamples that hold i → j.</param>
    /// <param name="adjacency">Row-major d×d, 0..1: share that joins i and j in any way.</param>
    /// <param name="reading">What the sentences say.</param>
    /// <param name="dataWeight">Weight w of the data.</param>
    /// <param name="constraints">Prior knowledge, kept.</param>
    public static DirectedEdges Combine(double[] shares, double[] adjacency, KnowledgeReading reading, double dataWeight, EdgeConstraints constraints)
    {
        var d = constraints.Order;
        var pool = new Beliefs(d, shares, adjacency, Said(d, reading), dataWeight);
        var graph = new DirectedEdges(d);
        var candidates = new List<Candidate>();
        for (var i = 0; i < d; i++)
        {
            for (var j = 0; j < d; j++)
            {
                graph[i, j] = constraints.IsRequired(i, j);
                if (i < j && pool.Decide(i, j, constraints) is { } candidate)
                {
                    candidates.Add(candidate);
                }
            }
        }

        foreach (var (_, from, to) in candidates.OrderByDescending(edge => edge.Belief).ThenBy(edge => edge.From).ThenBy(edge => edge.To))
        {
            if (graph[from, to] || graph[to, from])
            {
                continue;
            }

            if (!graph.Reaches(to, from))
            {
                graph[from, to] = true;
            }
            else if (!constraints.IsForbidden(to, from) && (!pool.IsDenied(to, from) || pool.IsStated(from, to)))
            {
                graph[to, from] = true;
            }
        }

        return graph;
    }

    /// <summary>The sentences' own belief in an edge, row-major d×d.</summary>
    public static double[] Said(int d, KnowledgeReading reading)
    {
        var said = new double[d * d];
        Array.Fill(said, Silent);
        foreach (var edge in reading.Denied)
        {
            said[(edge.From * d) + edge.To] = Denied;
        }

        foreach (var edge in reading.Kept)
        {
            said[(edge.From * d) + edge.To] = Stated;
            said[(edge.To * d) + edge.From] = Denied;
        }

        return said;
    }

    /// <summary>An edge that is believed in.</summary>
    private readonly record struct Candidate(double Belief, int From, int To);

    /// <summary>Belief in the edges of each pair.</summary>
    private sealed class Beliefs(int d, double[] shares, double[] adjacency, double[] said, double dataWeight)
    {
        public bool IsDenied(int from, int to) => said[(from * d) + to] == Denied;

        public bool IsStated(int from, int to) => said[(from * d) + to] == Stated;

        /// <summary>Whether a pair is joined, and which way; null where it is not.</summary>
        public Candidate? Decide(int i, int j, EdgeConstraints constraints)
        {
            var joined = Pool(adjacency[(i * d) + j], SaidOfPair(i, j));
            if (joined <= Enough + Slack)
            {
                return null;
            }

            var forward = constraints.IsForbidden(i, j) ? -1 : Pool(shares[(i * d) + j], said[(i * d) + j]);
            var backward = constraints.IsForbidden(j, i) ? -1 : Pool(shares[(j * d) + i], said[(j * d) + i]);
            var (from, to) = forward >= backward - Slack ? (i, j) : (j, i);
            if (IsDenied(from, to) && dataWeight * adjacency[(i * d) + j] <= Enough)
            {
                // The sentence outweighs the data this way; the other way where it is what the sentence says, or where resamples hold it.
                (from, to) = (to, from);
                if (!IsStated(from, to) && shares[(from * d) + to] == 0)
                {
                    return null;
                }
            }

            return constraints.IsForbidden(from, to) ? null : new Candidate(joined + Math.Abs(forward - backward), from, to);
        }

        private double SaidOfPair(int i, int j) =>
            said[(i * d) + j] == Stated || said[(j * d) + i] == Stated ? Stated
            : IsDenied(i, j) && IsDenied(j, i) ? Denied
            : Silent;

        private double Pool(double share, double belief) => (dataWeight * share) + ((1 - dataWeight) * belief);
    }
}
