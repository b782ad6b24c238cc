using Isl.Grains.Interfaces.Alignment;
using Isl.Grains.Interfaces.Graphs;

namespace Isl.Grains.Alignment;

/// <summary>The graphs of a team, pair by pair.</summary>
internal sealed class ModelPool
{
    private readonly ModelAlignmentQuestion _question;
    private readonly List<PairClaims> _pairs = [];

    /// <summary>Reads the graphs.</summary>
    public ModelPool(ModelAlignmentQuestion question)
    {
        _question = question;
        Nodes = [.. question.Members.SelectMany(member => member.Graph.Nodes).Distinct().Order(StringComparer.Ordinal)];
        var views = question.Members.Select(ViewOf).ToList();
        for (var i = 0; i < Nodes.Length; i++)
        {
            for (var j = i + 1; j < Nodes.Length; j++)
            {
                var (first, second) = (i, j);
                var claims = views.Index().Where(view => view.Item.Knows[first] && view.Item.Knows[second])
                    .GroupBy(view => view.Item.Claims.GetValueOrDefault((first, second)))
                    .Select(group => (group.Key, Members: group.Select(view => view.Index).ToArray()))
                    .OrderByDescending(claim => claim.Members.Length)
                    .ThenBy(claim => claim.Members[0])
                    .ToList();
                _pairs.Add(new PairClaims(i, j, claims));
            }
        }

        Common = Settle();
    }

    /// <summary>All variables, in ordinal order.</summary>
    public string[] Nodes { get; }

    /// <summary>What the common graph says of each pair that is not without an edge.</summary>
    public Dictionary<(int First, int Second), PairClaim> Common { get; }

    /// <summary>Pairs whose direction most members agree on and that had to be left out because it would close a cycle.</summary>
    public List<(int First, int Second)> LeftOut { get; } = [];

    /// <summary>Pairs on which members differ, the most divided first.</summary>
    public List<PairClaims> Contested =>
    [
        .. _pairs.Where(pair => pair.Claims.Count > 1)
            .OrderBy(pair => pair.Claims[0].Members.Length - pair.Claims[1].Members.Length)
            .ThenBy(pair => (pair.First, pair.Second)),
    ];

    /// <summary>What the common graph says of a pair.</summary>
    public PairClaim CommonOf(PairClaims pair) => Common.GetValueOrDefault((pair.First, pair.Second));

    /// <summary>A graph from claims; null where it has a cycle.</summary>
    public CausalGraph? GraphOf(IReadOnlyDictionary<(int First, int Second), PairClaim> claims)
    {
        Edge[] edges =
        [
            .. claims.Where(pair => pair.Value.Direction != 0)
                .Select(pair => pair.Value.Direction > 0 ? new Edge(pair.Key.First, pair.Key.Second) : new Edge(pair.Key.Second, pair.Key.First))
                .OrderBy(edge => (edge.From, edge.To)),
        ];
        return HasCycle(edges) ? null : new CausalGraph
        {
            Nodes = [.. Nodes],
            Edges = [.. edges],
            Bidirected = [.. claims.Where(pair => pair.Value.IsHidden).Select(pair => new Edge(pair.Key.First, pair.Key.Second))
                .OrderBy(edge => (edge.From, edge.To))],
            Latent = [],
        };
    }

    /// <summary>Mean, over pairs of members, of the share of pairs known to both on which they say the same; 1 where they share no pair.</summary>
    public double Agreement()
    {
        var count = _question.Members.Length;
        var (shared, same) = (new int[count, count], new int[count, count]);
        foreach (var (_, _, claims) in _pairs)
        {
            foreach (var (own, a) in claims.SelectMany((claim, i) => claim.Members.Select(member => (i, member))))
            {
                foreach (var (other, b) in claims.SelectMany((claim, i) => claim.Members.Select(member => (i, member))).Where(one => one.member > a))
                {
                    shared[a, b]++;
                    same[a, b] += own == other ? 1 : 0;
                }
            }
        }

        double[] shares =
        [
            .. from a in Enumerable.Range(0, _question.Members.Length)
            from b in Enumerable.Range(a + 1, _question.Members.Length - a - 1)
            where shared[a, b] > 0
            select (double)same[a, b] / shared[a, b],
        ];
        return shares.Length == 0 ? 1 : shares.Average();
    }

    /// <summary>The most frequent claim of each pair, the best supported directions first, each kept unless it closes a cycle.</summary>
    private Dictionary<(int First, int Second), PairClaim> Settle()
    {
        var settled = new Dictionary<(int First, int Second), PairClaim>();
        foreach (var pair in _pairs.Where(pair => pair.Claims.Count > 0)
            .OrderByDescending(pair => pair.Claims[0].Members.Length)
            .ThenBy(pair => (pair.First, pair.Second)))
        {
            var claim = pair.Claims[0].Claim;
            settled[(pair.First, pair.Second)] = claim;
            if (claim.Direction != 0 && GraphOf(settled) is null)
            {
                settled[(pair.First, pair.Second)] = claim with { Direction = 0 };
                LeftOut.Add((pair.First, pair.Second));
            }
        }

        return settled;
    }

    private (bool[] Knows, Dictionary<(int, int), PairClaim> Claims) ViewOf(MemberModel member)
    {
        var graph = member.Graph;
        int[] places = [.. graph.Nodes.Select(name => Array.BinarySearch(Nodes, name, StringComparer.Ordinal))];
        var claims = new Dictionary<(int, int), PairClaim>();
        foreach (var (from, to) in graph.Edges.Select(edge => (places[edge.From], places[edge.To])))
        {
            claims[(Math.Min(from, to), Math.Max(from, to))] = new PairClaim(from < to ? 1 : -1, false);
        }

        foreach (var (a, b) in graph.Bidirected.Select(edge => (places[edge.From], places[edge.To])))
        {
            var key = (Math.Min(a, b), Math.Max(a, b));
            claims[key] = claims.GetValueOrDefault(key) with { IsHidden = true };
        }

        return ([.. Nodes.Select(name => graph.IndexOf(name) >= 0)], claims);
    }

    private bool HasCycle(Edge[] edges)
    {
        var waiting = new int[Nodes.Length];
        foreach (var edge in edges)
        {
            waiting[edge.To]++;
        }

        var children = edges.ToLookup(edge => edge.From, edge => edge.To);

        var ready = new Stack<int>(Enumerable.Range(0, Nodes.Length).Where(node => waiting[node] == 0));
        var placed = 0;
        while (ready.TryPop(out var node))
        {
            placed++;
            foreach (var child in children[node])
            {
                if (--waiting[child] == 0)
                {
                    ready.Push(child);
                }
            }
        }

        return placed < Nodes.Length;
    }
}
