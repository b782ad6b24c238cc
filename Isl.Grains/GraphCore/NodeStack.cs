namespace Isl.Grains.GraphCore;

/// <summary>A stack of fixed capacity for graph searches that enter each state at most once, kept between searches.</summary>
internal sealed class NodeStack(int capacity)
{
    private readonly int[] _items = new int[capacity];
    private int _count;

    public void Push(int item) => _items[_count++] = item;

    public bool TryPop(out int item)
    {
        var any = _count > 0;
        item = any ? _items[--_count] : -1;
        return any;
    }

    public void Clear() => _count = 0;
}
