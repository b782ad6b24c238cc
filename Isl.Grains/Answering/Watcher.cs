namespace Isl.Grains.Answering;

/// <summary>Who watches the question that is being asked.</summary>
public static class Watcher
{
    private static readonly AsyncLocal<string?> Flowing = new();

    /// <summary>The name of the watch; empty where nobody watches.</summary>
    public static string Current
    {
        get => Flowing.Value ?? "";
        set => Flowing.Value = value;
    }
}
