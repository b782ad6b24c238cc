namespace Isl.Grains.GraphCore;

/// <summary>Prior knowledge about edges between d variables, by index.</summary>
public sealed class EdgeConstraints
{
    private readonly bool[] _forbidden;
    private readonly bool[] _required;

    /// <summary>Holds constraints that have been found consistent.</summary>
    /// <param name="d">Number of variables.</param>
    /// <param name="required">Edges that must be in the result; acyclic.</param>
    /// <param name="forbidden">Edges that must not; none of them required.</param>
    public EdgeConstraints(int d, IEnumerable<(int From, int To)> required, IEnumerable<(int From, int To)> forbidden)
    {
        Order = d;
        _forbidden = new bool[d * d];
        _required = new bool[d * d];
        foreach (var (from, to) in required)
        {
            _required[(from * d) + to] = true;
            _forbidden[(to * d) + from] = true;
        }

        foreach (var (from, to) in forbidden)
        {
            _forbidden[(from * d) + to] = true;
        }

        for (var i = 0; i < d; i++)
        {
            _forbidden[(i * d) + i] = true;
        }
    }

    /// <summary>Number of variables.</summary>
    public int Order { get; }

    /// <summary>No constraints but the missing self-loops.</summary>
    public static EdgeConstraints None(int d) => new(d, [], []);

    /// <summary>Must the edge not be in the result? Self-loops and the reverse of required edges are forbidden too.</summary>
    public bool IsForbidden(int from, int to) => _forbidden[(from * Order) + to];

    /// <summary>Must the edge be in the result?</summary>
    public bool IsRequired(int from, int to) => _required[(from * Order) + to];
}
