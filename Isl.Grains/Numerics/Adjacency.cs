namespace Isl.Grains.Numerics;

/// <summary>Lists by number, laid end to end (compressed rows): the neighbours of every node, or whatever else a node has many of.</summary>
/// <typeparam name="T">What is listed.</typeparam>
/// <remarks>Immutable. Made by <see cref="AdjacencyBuilder{T}"/>, or from lists that were laid end to end already.</remarks>
internal readonly struct Adjacency<T>
{
    private readonly int[] _start;
    private readonly T[] _items;

    /// <summary>Lists that are laid end to end; the arrays are kept, not copied.</summary>
    /// <param name="start">Where each list starts, and at last where the last one ends.</param>
    /// <param name="items">The items, list after list.</param>
    public Adjacency(int[] start, T[] items) => (_start, _items) = (start, items);

    /// <summary>Number of lists.</summary>
    public int Count => _start.Length - 1;

    /// <summary>Number of items in all of them.</summary>
    public int Total => _items.Length;

    /// <summary>The list of a node.</summary>
    public ReadOnlySpan<T> this[int node] => _items.AsSpan(_start[node], _start[node + 1] - _start[node]);

    /// <summary>The list of a node, to be put in order before anyone reads it.</summary>
    internal Span<T> Writable(int node) => _items.AsSpan(_start[node], _start[node + 1] - _start[node]);
}

/// <summary>Fills lists in two passes over the same pairs: the first counts, the second adds; each list keeps the order of its pairs.</summary>
/// <typeparam name="T">What is listed.</typeparam>
/// <param name="count">Number of lists.</param>
internal struct AdjacencyBuilder<T>(int count)
{
    private readonly int[] _start = new int[count + 1];
    private int[] _next = [];
    private T[] _items = [];

    /// <summary>First pass: a list will get one more item.</summary>
    public readonly void Expect(int node) => _start[node + 1]++;

    /// <summary>Between the passes: makes room.</summary>
    public void Open()
    {
        for (var i = 0; i < count; i++)
        {
            _start[i + 1] += _start[i];
        }

        _next = _start[..count];
        _items = new T[_start[count]];
    }

    /// <summary>Second pass: adds an item.</summary>
    public readonly void Add(int node, T item) => _items[_next[node]++] = item;

    /// <summary>The lists, once everything that was expected has been added.</summary>
    public readonly Adjacency<T> Build() => new(_start, _items);
}
