namespace Isl.Grains.Answering;

/// <summary>On whose behalf work is done, as far as fairness needs to know; a question that several ask at once is the first one's.</summary>
public static class Caller
{
    private static readonly AsyncLocal<string?> Flowing = new();
    private static readonly AsyncLocal<bool> Looking = new();

    /// <summary>A name of the caller, the same for all its questions; empty where nobody said.</summary>
    public static string Current
    {
        get => Flowing.Value ?? "";
        set => Flowing.Value = value;
    }

    /// <summary>Whether the caller waits for the answer in another call, and in this one only looks whether somebody is at work on it.</summary>
    public static bool OnlyLooks
    {
        get => Looking.Value;
        set => Looking.Value = value;
    }
}
