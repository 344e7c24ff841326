; The installer for Windows: for the whole machine, in English and German, without a network.
;
; The Tauri bundler fills in what stands in double braces and runs this on Windows (`tauri build --bundles nsis`). On
; Linux makensis takes the same file, with these words instead:
;
;   makensis -DVERSION=0.1.0 -DPROGRAMS=FOLDER -DICONS=FOLDER -DLICENCES=FOLDER -DOUT=FILE -DNATIVE sealift.nsi
;
; PROGRAMS holds sealift-desktop.exe and sealift.exe and, for a build with GNU's tools, WebView2Loader.dll. NATIVE makes
; an installer of 64 bits. WEBVIEW may name Microsoft's offline installer of WebView2, to be carried along.

Unicode true
!ifdef NATIVE
  Target amd64-unicode
!endif

!ifndef VERSION
  !define VERSION "{{version}}"
  !define NUMBERS "{{version_with_build}}"
  !define WEBVIEW "{{webview2_installer_path}}"
!endif
!ifndef NUMBERS
  !define NUMBERS "${VERSION}.0"
!endif
!ifndef WEBVIEW
  !define WEBVIEW ""
!endif
; The bundler leaves this file in target\release\nsis\x64.
!ifndef PROGRAMS
  !define PROGRAMS "..\.."
!endif
!ifndef ICONS
  !define ICONS "..\..\..\..\src-tauri\icons"
!endif
!ifndef LICENCES
  !define LICENCES "..\..\..\.."
!endif
!ifndef OUT
  !define OUT "nsis-output.exe"
!endif

!define NAME "Sealift"
!define PUBLISHER "The Sealift authors"
!define ENDING ".sealift"
!define CLASS "Sealift.Package"
!define UNINSTALL "Software\Microsoft\Windows\CurrentVersion\Uninstall\org.sealift.Sealift"
!define APP_PATHS "Software\Microsoft\Windows\CurrentVersion\App Paths"
; Where WebView2 says its version, when it is there for the whole machine.
!define WEBVIEW_KEY "SOFTWARE\WOW6432Node\Microsoft\EdgeUpdate\Clients\{F3017226-FE2A-4295-8BDF-00C3A9A7E4C5}"

!include MUI2.nsh
!include x64.nsh
!include FileFunc.nsh

Name "${NAME} ${VERSION}"
OutFile "${OUT}"
InstallDir "$PROGRAMFILES64\Sealift"
RequestExecutionLevel admin
SetCompressor /SOLID lzma
; A program that is open is asked for by name and not left as a mixture of two versions.
AllowSkipFiles off

VIProductVersion "${NUMBERS}"
VIAddVersionKey "ProductName" "${NAME}"
VIAddVersionKey "ProductVersion" "${VERSION}"
VIAddVersionKey "FileVersion" "${VERSION}"
VIAddVersionKey "FileDescription" "Carries software across an air gap"
VIAddVersionKey "CompanyName" "${PUBLISHER}"
VIAddVersionKey "LegalCopyright" "${PUBLISHER}"

!define MUI_ICON "${ICONS}\icon.ico"
!define MUI_UNICON "${ICONS}\icon.ico"
!insertmacro MUI_PAGE_DIRECTORY
!insertmacro MUI_PAGE_INSTFILES
!insertmacro MUI_UNPAGE_CONFIRM
!insertmacro MUI_UNPAGE_INSTFILES
!insertmacro MUI_LANGUAGE "English"
!insertmacro MUI_LANGUAGE "German"

LangString NotNative ${LANG_ENGLISH} "Sealift needs a Windows of 64 bits. Nothing has been installed."
LangString NotNative ${LANG_GERMAN} "Sealift braucht ein 64-Bit-Windows. Es wurde nichts installiert."
LangString WebViewMissing ${LANG_ENGLISH} "Sealift is installed, but its window needs Microsoft's WebView2, which this machine lacks. Carry in Microsoft's offline installer of WebView2 and run it. The sealift command works without it."
LangString WebViewMissing ${LANG_GERMAN} "Sealift ist installiert, aber sein Fenster braucht WebView2 von Microsoft, das hier fehlt. Bringen Sie dessen Offline-Installationsprogramm mit und starten Sie es. Der Befehl sealift arbeitet auch ohne."
LangString PackageType ${LANG_ENGLISH} "Sealift package"
LangString PackageType ${LANG_GERMAN} "Sealift-Paket"

Function .onInit
  ${IfNot} ${RunningX64}
    MessageBox MB_ICONSTOP "$(NotNative)" /SD IDOK
    SetErrorLevel 2
    Abort
  ${EndIf}
  SetRegView 64
FunctionEnd

Function un.onInit
  SetRegView 64
FunctionEnd

Section
  SetShellVarContext all
  SetOutPath "$INSTDIR"
  File "${PROGRAMS}\sealift-desktop.exe"
  File "${PROGRAMS}\sealift.exe"
  File /nonfatal "${PROGRAMS}\WebView2Loader.dll"
  File "${LICENCES}\LICENSE-MIT"
  File "${LICENCES}\LICENSE-APACHE"
  WriteUninstaller "$INSTDIR\uninstall.exe"
  CreateShortcut "$SMPROGRAMS\Sealift.lnk" "$INSTDIR\sealift-desktop.exe"

  ; Files named *.sealift open in the window.
  WriteRegStr HKLM "Software\Classes\${ENDING}" "" "${CLASS}"
  WriteRegStr HKLM "Software\Classes\${CLASS}" "" "$(PackageType)"
  WriteRegStr HKLM "Software\Classes\${CLASS}\DefaultIcon" "" "$INSTDIR\sealift-desktop.exe,0"
  WriteRegStr HKLM "Software\Classes\${CLASS}\shell\open\command" "" '"$INSTDIR\sealift-desktop.exe" "%1"'
  System::Call 'shell32::SHChangeNotify(i 0x08000000, i 0, p 0, p 0)'

  ; The command is found by its name from the Run dialog. PATH is left alone: NSIS would cut a long one short.
  WriteRegStr HKLM "${APP_PATHS}\sealift.exe" "" "$INSTDIR\sealift.exe"
  WriteRegStr HKLM "${APP_PATHS}\sealift-desktop.exe" "" "$INSTDIR\sealift-desktop.exe"

  WriteRegStr HKLM "${UNINSTALL}" "DisplayName" "${NAME}"
  WriteRegStr HKLM "${UNINSTALL}" "DisplayVersion" "${VERSION}"
  WriteRegStr HKLM "${UNINSTALL}" "DisplayIcon" "$INSTDIR\sealift-desktop.exe"
  WriteRegStr HKLM "${UNINSTALL}" "Publisher" "${PUBLISHER}"
  WriteRegStr HKLM "${UNINSTALL}" "InstallLocation" "$INSTDIR"
  WriteRegStr HKLM "${UNINSTALL}" "UninstallString" '"$INSTDIR\uninstall.exe"'
  WriteRegStr HKLM "${UNINSTALL}" "QuietUninstallString" '"$INSTDIR\uninstall.exe" /S'
  WriteRegDWORD HKLM "${UNINSTALL}" "NoModify" 1
  WriteRegDWORD HKLM "${UNINSTALL}" "NoRepair" 1
  ${GetSize} "$INSTDIR" "/S=0K" $0 $1 $2
  WriteRegDWORD HKLM "${UNINSTALL}" "EstimatedSize" "$0"

  ReadRegStr $0 HKLM "${WEBVIEW_KEY}" "pv"
  ${If} $0 == ""
    !if "${WEBVIEW}" != ""
      SetOutPath "$PLUGINSDIR"
      File "/oname=webview2.exe" "${WEBVIEW}"
      ExecWait '"$PLUGINSDIR\webview2.exe" /silent /install' $1
      SetOutPath "$INSTDIR"
      ReadRegStr $0 HKLM "${WEBVIEW_KEY}" "pv"
    !endif
    ${If} $0 == ""
      MessageBox MB_ICONEXCLAMATION "$(WebViewMissing)" /SD IDOK
    ${EndIf}
  ${EndIf}
SectionEnd

; Products, keys and logs stay where they are: removing the program removes no evidence.
Section "Uninstall"
  SetShellVarContext all
  Delete "$SMPROGRAMS\Sealift.lnk"
  Delete "$INSTDIR\sealift-desktop.exe"
  Delete "$INSTDIR\sealift.exe"
  Delete "$INSTDIR\WebView2Loader.dll"
  Delete "$INSTDIR\LICENSE-MIT"
  Delete "$INSTDIR\LICENSE-APACHE"
  Delete "$INSTDIR\uninstall.exe"
  RMDir "$INSTDIR"
  ReadRegStr $0 HKLM "Software\Classes\${ENDING}" ""
  ${If} $0 == "${CLASS}"
    DeleteRegKey HKLM "Software\Classes\${ENDING}"
  ${EndIf}
  DeleteRegKey HKLM "Software\Classes\${CLASS}"
  DeleteRegKey HKLM "${APP_PATHS}\sealift.exe"
  DeleteRegKey HKLM "${APP_PATHS}\sealift-desktop.exe"
  DeleteRegKey HKLM "${UNINSTALL}"
  System::Call 'shell32::SHChangeNotify(i 0x08000000, i 0, p 0, p 0)'
SectionEnd
