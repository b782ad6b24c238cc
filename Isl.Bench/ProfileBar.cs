namespace Isl.Bench;

/// <summary>A progress bar on a terminal, a line every tenth elsewhere.</summary>
/// <param name="total">Steps in all.</param>
internal sealed class ProfileBar(int total) : IDisposable
{
    private const int Width = 40;
    private int _done;
    private bool _isClosed;

    /// <summary>One step further.</summary>
    public void Step(string what)
    {
        _done++;
        if (!Console.IsOutputRedirected)
        {
            var filled = Width * _done / total;
            Console.Write($"\r[{new string('#', filled)}{new string('.', Width - filled)}] {100 * _done / total,3} % {what,-30}");
        }
        else if (_done * 10 / total > (_done - 1) * 10 / total)
        {
            Console.WriteLine($"{100 * _done / total,3} % {what}");
        }
    }

    /// <summary>Ends the bar's line.</summary>
    public void Dispose()
    {
        if (!_isClosed && !Console.IsOutputRedirected)
        {
            Console.WriteLine();
        }

        _isClosed = true;
    }
}
